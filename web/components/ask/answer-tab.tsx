import { Stack } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { AnswerActions } from './answer-actions';
import { AnswerBody } from './answer-body';
import { AnswerFoot } from './answer-foot';
import { KeptRows } from './kept-rows';

/** What was found, and what can be done with it. */
export function AnswerTab({ turn, answer }: { turn: Turn; answer: Answer }) {
  return (
    <Stack gap="md">
      {turn.kept ? (
        <KeptRows turn={turn} />
      ) : (
        <>
          <AnswerBody answer={answer} />
          <AnswerActions answer={answer} />
        </>
      )}
      <AnswerFoot turn={turn} answer={answer} />
    </Stack>
  );
}

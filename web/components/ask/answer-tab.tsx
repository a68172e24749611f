import { Box, Stack } from '@mantine/core';
import { Later } from '@/components/ui/later';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { AnswerActions } from './answer-actions';
import { AnswerBody } from './answer-body';
import { AnswerFoot } from './answer-foot';
import { KeptRows } from './kept-rows';

/** What was found, and what can be done with it, which comes a frame later. */
export function AnswerTab({ turn, answer }: { turn: Turn; answer: Answer }) {
  return (
    <Stack gap="md">
      {turn.kept ? (
        <KeptRows turn={turn} />
      ) : (
        <>
          <AnswerBody answer={answer} />
          <Later placeholder={<Box h={26} />}>
            <AnswerActions answer={answer} />
          </Later>
        </>
      )}
      <Later placeholder={<Box h={28} />}>
        <AnswerFoot turn={turn} answer={answer} />
      </Later>
    </Stack>
  );
}

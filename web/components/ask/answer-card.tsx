import { Stack } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { Answered } from './answered';
import { Clarify } from './clarify';
import { Notes } from './notes';
import { Unanswerable } from './unanswerable';

interface Props {
  answer: Answer;
  /** Of a conversation; elsewhere only an answer that has no rows is shown as a card. */
  turn?: Turn;
}

function Card({ answer, turn }: Props) {
  switch (answer.outcome) {
    case 'answered':
      return turn ? <Answered turn={turn} answer={answer} /> : null;
    case 'clarify':
      return <Clarify answer={answer} />;
    case 'unanswerable':
      return <Unanswerable answer={answer} />;
  }
}

/** The three honest ends of a question, with what there is to know beside them. */
export function AnswerCard({ answer, turn }: Props) {
  return (
    <Stack gap="sm">
      <Notes notes={answer.notes} />
      <Card answer={answer} turn={turn} />
    </Stack>
  );
}

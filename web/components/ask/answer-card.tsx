import { Stack } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import { Answered } from './answered';
import { Clarify } from './clarify';
import { Notes } from './notes';
import { Unanswerable } from './unanswerable';

const cards = { answered: Answered, clarify: Clarify, unanswerable: Unanswerable };

/** The three honest ends of a question, with what there is to know beside them. */
export function AnswerCard({ answer }: { answer: Answer }) {
  const Card = cards[answer.outcome];
  return (
    <Stack gap="sm">
      <Notes notes={answer.notes} />
      <Card answer={answer} />
    </Stack>
  );
}

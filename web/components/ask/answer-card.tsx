import type { Answer } from '@/lib/api/types';
import { Answered } from './answered';
import { Clarify } from './clarify';
import { Unanswerable } from './unanswerable';

/** The three honest ends of a question. */
export function AnswerCard({ answer }: { answer: Answer }) {
  switch (answer.outcome) {
    case 'answered':
      return <Answered answer={answer} />;
    case 'clarify':
      return <Clarify answer={answer} />;
    case 'unanswerable':
      return <Unanswerable answer={answer} />;
  }
}

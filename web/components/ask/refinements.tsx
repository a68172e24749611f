import type { Answer } from '@/lib/api/types';
import { refinementsOf } from '@/lib/ask/refinements';
import { QuestionChips } from './suggestions';
import { useThread } from './thread-context';

/** What the latest answer could become with one click. */
export function Refinements({ answer }: { answer: Answer }) {
  const { turns } = useThread();
  const isLast = turns.findLast((each) => !each.undone)?.answer === answer;
  const questions = [...answer.suggestions, ...(isLast ? refinementsOf(answer) : [])];
  if (questions.length === 0) return null;
  return <QuestionChips questions={questions} source={answer.connection_id} justify="flex-start" />;
}

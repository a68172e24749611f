import type { Evaluation, EvaluationTotals, Grade, Mark } from '../api/types';
import { dollars, duration, percent } from '../format';

export const engines = [
  { value: 'cascade', label: 'Engine, then models', says: 'As questions are answered: models where the engine is not sure.' },
  { value: 'builtin', label: 'Built-in engine', says: 'No model takes part; it costs nothing.' },
  { value: 'agents', label: 'Models alone', says: 'Models write every answer.' },
] as const;

export function engineName(engine: string): string {
  return engines.find(({ value }) => value === engine)?.label ?? engine;
}

/** How people tell evaluations apart. */
export function titleOf(evaluation: Evaluation, source?: string): string {
  const { name, engine, proposes_knowledge, proposes_models } = evaluation;
  const what = `${engineName(engine)} on ${source ?? 'a source that is gone'}`;
  const tried = [proposes_knowledge && 'proposed knowledge', proposes_models && 'proposed models'].filter(Boolean);
  return name || (tried.length > 0 ? `${what}, with ${tried.join(' and ')}` : what);
}

export const grades: Record<Grade, { label: string; color: string }> = {
  good: { label: 'Good', color: 'tide' },
  bad: { label: 'Bad', color: 'red' },
  needs_review: { label: 'To review', color: 'yellow' },
};

export const outcomes: Record<Mark['outcome'], string> = {
  answered: 'Answered',
  clarify: 'Asked back',
  unanswerable: 'No answer',
  failed: 'Failed',
};

/** What an evaluation came to, in a line. */
export function totalsText({ good, bad, needs_review, accuracy, cost, p95_ms }: EvaluationTotals): string {
  const facts = [
    accuracy === undefined ? undefined : `${percent(accuracy)} right`,
    `${good} good, ${bad} bad, ${needs_review} to review`,
    cost > 0 ? dollars(cost) : undefined,
    `p95 ${duration(p95_ms)}`,
  ];
  return facts.filter(Boolean).join(' · ');
}

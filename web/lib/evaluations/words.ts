import * as t from '@/texts/evaluations';
import type { Evaluation, EvaluationTotals, Grade, Mark } from '../api/types';
import { dollars, duration, percent } from '../format';

export const engines = [
  { value: 'cascade', label: t.cascade, says: t.cascadeMeans },
  { value: 'builtin', label: t.builtInEngine, says: t.builtinMeans },
  { value: 'agents', label: t.modelsAlone, says: t.agentsMeans },
] as const;

export function engineName(engine: string): string {
  return engines.find(({ value }) => value === engine)?.label ?? engine;
}

/** How people tell evaluations apart. */
export function titleOf(evaluation: Evaluation, source?: string): string {
  const { name, engine, proposes_knowledge, proposes_models } = evaluation;
  const what = t.engineOn(engineName(engine), source);
  if (name) return name;
  return proposes_knowledge || proposes_models ? t.triedWith(what, proposes_knowledge, proposes_models) : what;
}

export const grades: Record<Grade, { label: string; color: string }> = {
  good: { label: t.good, color: 'tide' },
  bad: { label: t.bad, color: 'red' },
  needs_review: { label: t.toReview, color: 'yellow' },
};

export const outcomes: Record<Mark['outcome'], string> = t.outcomes;

/** What an evaluation came to, in a line. */
export function totalsText({ good, bad, needs_review, accuracy, cost, p95_ms }: EvaluationTotals): string {
  const facts = [
    accuracy === undefined ? undefined : t.shareRight(percent(accuracy)),
    t.gradeCounts(good, bad, needs_review),
    cost > 0 ? dollars(cost) : undefined,
    t.p95Of(duration(p95_ms)),
  ];
  return facts.filter(Boolean).join(' · ');
}

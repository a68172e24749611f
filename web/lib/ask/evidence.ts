import type { ModelStep, Provenance } from '../api/types';

/** The call that wrote the chosen SQL; none when no model did. */
export function writerOf({ author, candidates, steps }: Provenance): ModelStep | undefined {
  if (author !== 'model') return undefined;
  const task = candidates.find((each) => each.chosen)?.by;
  return steps.findLast((each) => each.task === task && !each.trouble);
}

export interface Totals {
  tokens: number;
  ms: number;
  /** In US dollars; what has no price is left out. */
  cost: number;
  unpriced: boolean;
}

/** What the calls of models took together. */
export function totalsOf(steps: ModelStep[]): Totals {
  const sum = (value: (step: ModelStep) => number) => steps.reduce((all, each) => all + Number(value(each)), 0);
  return {
    tokens: sum((each) => (each.remembered ? 0 : each.input_tokens + each.output_tokens)),
    ms: sum(({ ms }) => ms),
    cost: sum(({ cost_usd }) => cost_usd ?? 0),
    unpriced: steps.some((each) => each.cost_usd === undefined && !each.remembered),
  };
}

/** Words of the server as a sentence of their own. */
export function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

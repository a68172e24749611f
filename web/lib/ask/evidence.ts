import type { Answer, ModelStep, Provenance } from '../api/types';

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

const authors: Partial<Record<Provenance['author'], string>> = {
  person: 'You wrote the SQL, so nothing had to be guessed.',
  verified: 'Somebody confirmed the SQL for a question like this.',
};

/** Why an answer is as sure as it is, in sentences. */
export function reasonsFor({ provenance, assumptions, alternatives }: Answer): string[] {
  const { author, words, unexplained, decision } = provenance;
  const reasons = [
    authors[author],
    words.length > 0 && `Read from the question: ${words.map((each) => `“${each.words}”`).join(', ')}.`,
    unexplained.length > 0 && `Not used: ${unexplained.map((each) => `“${each}”`).join(', ')}.`,
    assumptions.length > 0 && `Taken for granted: ${assumptions.map((each) => each.text).join('; ')}.`,
    alternatives.length > 0 && `It could be read in other ways too (${alternatives.length}).`,
    decision && sentence(decision),
  ];
  return reasons.filter((each): each is string => Boolean(each));
}

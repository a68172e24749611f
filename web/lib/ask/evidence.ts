import * as t from '@/texts/answer';
import type { Answer, DryRun, ModelStep, Provenance } from '../api/types';

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
  person: t.whyWritten,
  verified: t.whyConfirmed,
};

/** Why an answer is as sure as it is, in sentences. */
export function reasonsFor({ provenance, assumptions, alternatives }: Answer): string[] {
  const { author, words, unexplained, decision } = provenance;
  const reasons = [
    authors[author],
    words.length > 0 && t.whyRead(words.map((each) => `“${each.words}”`).join(', ')),
    unexplained.length > 0 && t.whyNotUsed(unexplained.map((each) => `“${each}”`).join(', ')),
    assumptions.length > 0 && t.whyTaken(assumptions.map((each) => each.text).join('; ')),
    alternatives.length > 0 && t.whyOtherWays(alternatives.length),
    decision && sentence(decision),
  ];
  return reasons.filter((each): each is string => Boolean(each));
}

type Tables = DryRun['tables'];

function rulesOf({ row_rules }: Tables[number]): string {
  if (row_rules.length === 0) return '';
  return ` (${row_rules.length === 1 ? 'rule' : 'rules'} ${row_rules.map((each) => `“${each}”`).join(', ')})`;
}

/** What a policy took from the person: which tables it shows some rows of, and how many columns it masks. */
export function limitsOf({ tables, columns }: Pick<DryRun, 'tables' | 'columns'>): string[] {
  const limited = tables.filter((each) => each.rows_limited);
  const masked = columns.filter((each) => each.masked);
  const rows = limited.map((each) => t.policyLimited(each.table, rulesOf(each)));
  if (masked.length > 0) rows.push(t.policyMasked(masked.length, masked.map(({ name }) => name).join(', ')));
  return rows.length > 0 ? rows : [t.nothingMasked];
}

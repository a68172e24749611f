import { Box } from '@mantine/core';
import { FigureTable } from '@/components/ui/figure-table';
import type { Comparison, EvaluationTotals } from '@/lib/api/types';
import { dollars, duration, number, percent } from '@/lib/format';
import * as t from '@/texts/evaluations';

const facts: [name: string, value: (totals: EvaluationTotals) => string][] = [
  [t.right, ({ accuracy }) => (accuracy === undefined ? '–' : percent(accuracy))],
  [t.good, ({ good }) => number(good)],
  [t.bad, ({ bad }) => number(bad)],
  [t.toReview, ({ needs_review }) => number(needs_review)],
  [t.answered, ({ coverage }) => percent(coverage)],
  [t.tokens, ({ input_tokens, output_tokens }) => number(input_tokens + output_tokens)],
  [t.cost, ({ cost }) => dollars(cost)],
  [t.halfWithin, ({ p50_ms }) => duration(p50_ms)],
  [t.within95, ({ p95_ms }) => duration(p95_ms)],
];

/** The figures of both beside each other. */
export function TotalsCompared({ comparison: { before, after } }: { comparison: Comparison }) {
  const rows = facts.map(([name, value]) => ({ key: name, name, cells: [value(before), value(after)] }));
  return (
    <Box maw={520}>
      <FigureTable label={t.figures} heading={t.figure} columns={[t.older, t.newer]} rows={rows} />
    </Box>
  );
}

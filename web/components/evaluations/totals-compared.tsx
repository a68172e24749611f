import { Box } from '@mantine/core';
import { FigureTable } from '@/components/ui/figure-table';
import type { Comparison, EvaluationTotals } from '@/lib/api/types';
import { dollars, duration, percent } from '@/lib/format';

const facts: [name: string, value: (totals: EvaluationTotals) => string][] = [
  ['Right', ({ accuracy }) => (accuracy === undefined ? '–' : percent(accuracy))],
  ['Good', ({ good }) => good.toLocaleString()],
  ['Bad', ({ bad }) => bad.toLocaleString()],
  ['To review', ({ needs_review }) => needs_review.toLocaleString()],
  ['Answered', ({ coverage }) => percent(coverage)],
  ['Tokens', ({ input_tokens, output_tokens }) => (input_tokens + output_tokens).toLocaleString()],
  ['Cost', ({ cost }) => dollars(cost)],
  ['Half within', ({ p50_ms }) => duration(p50_ms)],
  ['95 % within', ({ p95_ms }) => duration(p95_ms)],
];

/** The figures of both beside each other. */
export function TotalsCompared({ comparison: { before, after } }: { comparison: Comparison }) {
  const rows = facts.map(([name, value]) => ({ key: name, name, cells: [value(before), value(after)] }));
  return (
    <Box maw={520}>
      <FigureTable label="Figures" heading="Figure" columns={['Older', 'Newer']} rows={rows} />
    </Box>
  );
}

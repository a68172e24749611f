import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { EvaluationTotals } from '@/lib/api/types';
import { dollars, duration, number, percent } from '@/lib/format';
import * as t from '@/texts/evaluations';

function factsOf(totals: EvaluationTotals): [name: string, value: string, more: string][] {
  const { accuracy, good, bad, needs_review, coverage, answered, questions } = totals;
  const tokens = number(totals.input_tokens + totals.output_tokens);
  return [
    [t.right, accuracy === undefined ? '–' : percent(accuracy), t.gradeCounts(good, bad, needs_review)],
    [t.answered, percent(coverage), t.answeredOf(answered, questions)],
    [t.cost, dollars(totals.cost), t.tokensPriced(tokens, totals.cost_is_whole)],
    [t.halfWithin, duration(totals.p50_ms), t.within95Of(duration(totals.p95_ms))],
  ];
}

/** The figures of an evaluation. */
export function TotalsGrid({ totals }: { totals: EvaluationTotals }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {factsOf(totals).map(([name, value, more]) => (
        <Paper key={name} p="md">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text fz={26} ff="heading" lh={1.3}>
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {more}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

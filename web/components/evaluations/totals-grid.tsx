import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { EvaluationTotals } from '@/lib/api/types';
import { dollars, duration, percent } from '@/lib/format';

function factsOf(totals: EvaluationTotals): [name: string, value: string, more: string][] {
  const { accuracy, good, bad, needs_review, coverage, answered, questions } = totals;
  const tokens = (totals.input_tokens + totals.output_tokens).toLocaleString();
  return [
    ['Right', accuracy === undefined ? '–' : percent(accuracy), `${good} good, ${bad} bad, ${needs_review} to review`],
    ['Answered', percent(coverage), `${answered} of ${questions}`],
    ['Cost', dollars(totals.cost), `${tokens} tokens${totals.cost_is_whole ? '' : '; some have no price'}`],
    ['Half within', duration(totals.p50_ms), `95 % within ${duration(totals.p95_ms)}`],
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

import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { UsageGroup } from '@/lib/api/types';
import { duration, number } from '@/lib/format';
import * as t from '@/texts/usage';

export function UsageTotals({ total }: { total: UsageGroup }) {
  const { requests, failed, median_ms, p95_ms } = total;
  const figures = [
    { label: t.requests, text: number(requests) },
    { label: t.failedOrRefused, text: number(failed) },
    { label: t.halfFaster, text: requests > 0 ? duration(median_ms) : '–' },
    { label: t.mostFaster, text: requests > 0 ? duration(p95_ms) : '–' },
  ];
  return (
    <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="sm" m={0}>
      {figures.map(({ label, text }) => (
        <Paper key={label} p="md" style={{ display: 'flex', flexDirection: 'column-reverse' }}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz={26} fw={550} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {text}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}

import { Group, Paper, Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Chart } from '@/components/chart/chart';
import { useConnections } from '@/lib/api/connections';
import type { Evaluation, ResultColumn } from '@/lib/api/types';
import { trendRows, trendSets } from '@/lib/evaluations/trend';
import * as t from '@/texts/evaluations';

const columns: ResultColumn[] = [
  { name: 'run', type: 'text' },
  { name: 'figure', type: 'text' },
  { name: 'share', type: 'real' },
];

const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  data: { name: 'result' },
  mark: { type: 'line', point: true },
  encoding: {
    x: { field: 'run', type: 'ordinal', title: null, sort: null, axis: { labelAngle: 0, labelOverlap: true } },
    y: { field: 'share', type: 'quantitative', title: t.shareOfQuestions, scale: { domain: [0, 1] }, axis: { format: '.0%' } },
    color: { field: 'figure', type: 'nominal', title: null, legend: { orient: 'bottom', labelLimit: 260 } },
    // Lines that lie on each other are still two.
    shape: { field: 'figure', type: 'nominal', title: null, legend: null },
  },
};

/** How the share of right and of answered questions went from run to run, for one source. */
export function TrendPanel({ all }: { all: Evaluation[] }) {
  const sets = useMemo(() => trendSets(all), [all]);
  const { data: connections } = useConnections();
  const [wanted, setWanted] = useState<string>();
  const set = sets.find(({ connectionId }) => connectionId === wanted) ?? sets[0];
  const rows = useMemo(() => (set ? trendRows(set.runs) : []), [set]);
  if (!set) return null;
  const nameOf = (id: string) => connections?.find((each) => each.id === id)?.name ?? t.sourceGone;
  const choices = sets.map(({ connectionId }) => ({ value: connectionId, label: nameOf(connectionId) }));
  return (
    <Paper p="md" component="section" aria-label={t.trend}>
      <Group justify="space-between" mb="xs">
        <Text component="h2" size="sm" fw={550}>
          {t.trendOf(nameOf(set.connectionId))}
        </Text>
        {sets.length > 1 && (
          <Select aria-label={t.trendSource} size="xs" data={choices} value={set.connectionId} onChange={(value) => setWanted(value ?? undefined)} allowDeselect={false} />
        )}
      </Group>
      <Chart spec={spec} columns={columns} rows={rows} label={t.trendLabel} />
    </Paper>
  );
}

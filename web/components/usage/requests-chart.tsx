import { Paper, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Chart } from '@/components/chart/chart';
import type { ResultColumn, UsageGroup } from '@/lib/api/types';
import { dayRows } from '@/lib/usage';
import * as t from '@/texts/usage';

const columns: ResultColumn[] = [
  { name: 'day', type: 'date' },
  { name: 'how', type: 'text' },
  { name: 'requests', type: 'integer' },
];

const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  data: { name: 'result' },
  mark: 'bar',
  encoding: {
    x: { field: 'day', type: 'ordinal', timeUnit: 'utcyearmonthdate', title: null, axis: { format: '%d %b' } },
    y: { field: 'requests', type: 'quantitative', aggregate: 'sum', title: t.requests },
    color: { field: 'how', type: 'nominal', title: null },
  },
};

/** Requests of each day, by whether they went well. */
export function RequestsChart({ days }: { days: UsageGroup[] }) {
  const rows = useMemo(() => dayRows(days), [days]);
  return (
    <Paper p="md">
      <Text component="h2" size="sm" fw={550} mb="xs">
        {t.requestsByDay}
      </Text>
      <Chart spec={spec} columns={columns} rows={rows} label={t.requestsByDayLabel} />
    </Paper>
  );
}

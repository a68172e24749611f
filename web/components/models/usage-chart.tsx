import { Paper, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Chart } from '@/components/chart/chart';
import type { ResultColumn, UsageDay } from '@/lib/api/types';
import { roleName } from '@/lib/models/words';
import * as t from '@/texts/spending';

const columns: ResultColumn[] = [
  { name: 'day', type: 'date' },
  { name: 'role', type: 'text' },
  { name: 'tokens', type: 'integer' },
];

const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  data: { name: 'result' },
  mark: 'bar',
  encoding: {
    x: { field: 'day', type: 'ordinal', timeUnit: 'utcyearmonthdate', title: null, axis: { format: '%d %b' } },
    y: { field: 'tokens', type: 'quantitative', aggregate: 'sum', title: t.tokens },
    color: { field: 'role', type: 'nominal', title: t.role },
  },
};

/** Tokens of each day, by role. */
export function UsageChart({ days }: { days: UsageDay[] }) {
  const rows = useMemo(
    () =>
      days
        .map(({ day, role, input_tokens, output_tokens }) => [day, roleName(role), input_tokens + output_tokens])
        .sort(([a], [b]) => String(a).localeCompare(String(b))),
    [days],
  );
  return (
    <Paper p="md">
      <Text size="sm" fw={550} mb="xs">
        {t.tokensByRole}
      </Text>
      <Chart spec={spec} columns={columns} rows={rows} label={t.tokensByRoleLabel} />
    </Paper>
  );
}

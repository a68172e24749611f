import { Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useModelUsage } from '@/lib/api/models';
import { sumsBy, type Grouping } from '@/lib/models/usage';
import * as t from '@/texts/spending';
import { BudgetBar } from './budget-bar';
import { budgets } from './budgets';
import { UsageChart } from './usage-chart';
import { UsageTable } from './usage-table';

const periods = [
  { value: '7', label: t.lastDays7Choice },
  { value: '30', label: t.lastDays30Choice },
  { value: '90', label: t.lastDays90Choice },
];

const groupings: { value: Grouping; label: string }[] = [
  { value: 'day', label: t.byDay },
  { value: 'role', label: t.byRole },
  { value: 'model', label: t.byModel },
];

const headings: Record<Grouping, string> = t.usageHeadings;

/** What models took. */
export function UsagePanel() {
  const [period, setPeriod] = useState('30');
  const [grouping, setGrouping] = useState<Grouping>('day');
  const { data, error, refetch } = useModelUsage(Number(period));
  return (
    <Stack>
      <Group justify="space-between">
        <SegmentedControl aria-label={t.grouping} data={groupings} value={grouping} onChange={(value) => setGrouping(value as Grouping)} />
        <Select aria-label={t.period} w={130} data={periods} value={period} onChange={(value) => setPeriod(value ?? '30')} allowDeselect={false} />
      </Group>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting h={240} />}
      {data && budgets.map(({ name }) => <BudgetBar key={name} name={name} titled />)}
      {data?.days.length === 0 && (
        <EmptyState icon={<IconChartBar size={26} />} title={t.noCallsYet} text={t.noCallsText} />
      )}
      {data && data.days.length > 0 && (
        <>
          <UsageChart days={data.days} />
          <UsageTable sums={sumsBy(grouping, data.days)} heading={headings[grouping]} />
        </>
      )}
    </Stack>
  );
}

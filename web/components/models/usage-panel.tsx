import { Group, SegmentedControl, Select, Skeleton, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useModelUsage } from '@/lib/api/models';
import { sumsBy, type Grouping } from '@/lib/models/usage';
import { BudgetBar } from './budget-bar';
import { budgets } from './budgets';
import { UsageChart } from './usage-chart';
import { UsageTable } from './usage-table';

const periods = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

const groupings: { value: Grouping; label: string }[] = [
  { value: 'day', label: 'By day' },
  { value: 'role', label: 'By role' },
  { value: 'model', label: 'By model' },
];

const headings: Record<Grouping, string> = { day: 'Day', role: 'Role', model: 'Model' };

/** What models took. */
export function UsagePanel() {
  const [period, setPeriod] = useState('30');
  const [grouping, setGrouping] = useState<Grouping>('day');
  const { data, error, refetch } = useModelUsage(Number(period));
  return (
    <Stack>
      <Group justify="space-between">
        <SegmentedControl aria-label="Grouping" data={groupings} value={grouping} onChange={(value) => setGrouping(value as Grouping)} />
        <Select aria-label="Period" w={130} data={periods} value={period} onChange={(value) => setPeriod(value ?? '30')} allowDeselect={false} />
      </Group>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton h={240} aria-label="Loading" role="status" />}
      {data && budgets.map(({ name }) => <BudgetBar key={name} name={name} titled />)}
      {data?.days.length === 0 && (
        <EmptyState icon={<IconChartBar size={26} />} title="No calls yet" text="What models take is counted here, by day, role and model." />
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

import { Paper, Text, useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { Chart } from '@/components/chart/chart';
import { ResultGrid } from '@/components/result/result-grid';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useUsageCharts, type Whose } from '@/lib/api/overview';
import type { UsageChart } from '@/lib/api/types';
import { inOutcomeColours } from '@/lib/overview/outcome-colours';
import classes from './overview.module.css';

const wide = new Set(['queries']);

function Drawn({ usage }: { usage: UsageChart }) {
  const { id, title, columns, rows, chart } = usage;
  const scheme = useComputedColorScheme('light');
  const spec = useMemo(() => chart && inOutcomeColours(chart, scheme), [chart, scheme]);
  return (
    <Paper component="section" p="md" className={wide.has(id) ? classes.wide : undefined}>
      <Text component="h2" size="sm" fw={550} mb="xs">
        {title}
      </Text>
      <div className={classes.chart}>
        {spec ? (
          <Chart fill spec={spec} columns={columns} rows={rows} label={title} />
        ) : (
          <ResultGrid fill columns={columns} rows={rows} label={title} />
        )}
      </div>
    </Paper>
  );
}

/** Queries per day by how they ended, time to answer, sources, errors: as the server draws them. */
export function UsageCharts({ days, of }: { days: number; of: Whose }) {
  const { data, error, refetch } = useUsageCharts(days, of);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={280} />;
  return (
    <div className={classes.charts}>
      {data.map((usage) => (
        <Drawn key={usage.id} usage={usage} />
      ))}
    </div>
  );
}

import { Button, Paper } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { Waiting } from '@/components/ui/waiting';
import { useOverview, type Whose } from '@/lib/api/overview';
import { useSliced } from '@/lib/use-sliced';
import * as t from '@/texts/overview';
import { Figures } from './figures';

const UsageCharts = dynamic(() => import('./usage-charts').then((each) => each.UsageCharts), { loading: () => <Waiting h={280} /> });

interface Props {
  days: number;
  of: Whose;
}

/** How asking went: figures, then charts. */
export function Asking({ days, of }: Props) {
  const { data, error, refetch } = useOverview(days, of);
  const ready = useSliced(data !== undefined);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data || !ready) return <Waiting h={340} />;
  if (data.total.queries === 0) {
    return (
      <Paper>
        <EmptyState
          icon={<IconChartBar size={26} />}
          title={t.noQuestionsLately(days)}
          text={t.noQuestionsLatelyText}
        >
          <Button component={Link} href="/ask" mt="md">
            {t.askFirst}
          </Button>
        </EmptyState>
      </Paper>
    );
  }
  return (
    <>
      <Figures total={data.total} />
      <UsageCharts days={days} of={of} />
    </>
  );
}

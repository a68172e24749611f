import { Button, Skeleton, Stack } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDashboards } from '@/lib/api/dashboards';
import { starredFirst } from '@/lib/dashboards/starred';
import { DashboardCard } from './dashboard-card';
import classes from './dashboards.module.css';
import { useStarred } from './use-starred';

function Nothing({ mayWrite }: { mayWrite: boolean }) {
  const text = mayWrite
    ? 'Let Parlance propose one from a source, begin with an empty one, or pin an answer to one.'
    : 'When somebody of your team makes one, it appears here.';
  return (
    <EmptyState icon={<IconLayoutDashboard size={26} />} title="No dashboards yet" text={text}>
      {mayWrite && (
        <Button component={Link} href="/dashboards/propose" mt="md">
          Propose one from a source
        </Button>
      )}
    </EmptyState>
  );
}

export function DashboardList({ mayWrite }: { mayWrite: boolean }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useDashboards();
  const [starred, toggle] = useStarred();
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={220} aria-label="Loading" role="status" />;
  const items = starredFirst(data.pages.flatMap((page) => page.items), starred);
  if (items.length === 0) return <Nothing mayWrite={mayWrite} />;
  return (
    <Stack>
      <ul className={classes.cards}>
        {items.map((item) => (
          <DashboardCard
            key={item.id}
            item={item}
            mayWrite={mayWrite}
            starred={starred.includes(item.id)}
            onStar={() => toggle(item.id)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </Stack>
  );
}

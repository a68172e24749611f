import { Button, Stack } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { ListStates } from '@/components/ui/list-states';
import { ShowOlder } from '@/components/ui/show-older';
import { useDashboards } from '@/lib/api/dashboards';
import { starredFirst } from '@/lib/dashboards/starred';
import * as t from '@/texts/dashboards';
import { DashboardCard } from './dashboard-card';
import classes from './dashboards.module.css';
import { useStarred } from './use-starred';

function Nothing({ mayWrite }: { mayWrite: boolean }) {
  const text = mayWrite
    ? t.noneForEditors
    : t.noneForViewers;
  return (
    <EmptyState icon={<IconLayoutDashboard size={26} />} title={t.noDashboardsYet} text={text}>
      {mayWrite && (
        <Button component={Link} href="/dashboards/propose" mt="md">
          {t.proposeFromSource}
        </Button>
      )}
    </EmptyState>
  );
}

export function DashboardList({ mayWrite }: { mayWrite: boolean }) {
  const dashboards = useDashboards();
  const { data, error, refetch } = dashboards;
  const [starred] = useStarred();
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <ListStates items={items} error={error} onRetry={() => void refetch()} empty={<Nothing mayWrite={mayWrite} />}>
      {(all) => (
        <Stack>
          <ul className={classes.cards}>
            {starredFirst(all, starred).map((item) => (
              <DashboardCard key={item.id} item={item} mayWrite={mayWrite} />
            ))}
          </ul>
          <ShowOlder list={dashboards} />
        </Stack>
      )}
    </ListStates>
  );
}

import { Anchor, Text } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';
import { usePermission } from '@/components/auth/auth-context';
import { useStarred } from '@/components/dashboards/use-starred';
import { Link } from '@/components/ui/link';
import { useDashboards } from '@/lib/api/dashboards';
import type { DashboardItem } from '@/lib/api/types';
import { starredFirst } from '@/lib/dashboards/starred';
import { ago } from '@/lib/format';
import * as t from '@/texts/overview';
import { ListCard } from './list-card';
import classes from './overview.module.css';

const shown = 5;

function Board({ item: { id, title, tile_count, updated_at }, starred }: { item: DashboardItem; starred: boolean }) {
  return (
    <li>
      <Link href={`/dashboards/${id}`} className={classes.link}>
        <div className={classes.what}>
          <Text size="sm" truncate>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {t.tilesAndChange(tile_count, ago(updated_at))}
          </Text>
        </div>
        {starred && <IconStarFilled size={15} color="var(--parlance-accent)" role="img" aria-label={t.pinned} />}
      </Link>
    </li>
  );
}

/** Pinned dashboards first, then the newest. */
export function LatestBoards() {
  const { data, error, isPending, refetch } = useDashboards();
  const [starred] = useStarred();
  const items = starredFirst(data?.pages.flatMap((page) => page.items) ?? [], starred).slice(0, shown);
  const mayWrite = usePermission('write');
  const none = !mayWrite ? (
    <Text size="sm" c="dimmed">
      {t.noDashboardsForViewers}
    </Text>
  ) : (
    <Text size="sm" c="dimmed">
      {t.noDashboards(<Anchor component={Link} href="/dashboards" inherit underline="always">
        {t.makeOne}
      </Anchor>)}
    </Text>
  );
  return (
    <ListCard title={t.dashboards} href="/dashboards" more={t.allDashboards} loading={isPending} error={error} onRetry={() => void refetch()} empty={none}>
      {items.map((item) => (
        <Board key={item.id} item={item} starred={starred.includes(item.id)} />
      ))}
    </ListCard>
  );
}

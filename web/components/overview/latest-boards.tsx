import { Anchor, Text } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';
import { useStarred } from '@/components/dashboards/use-starred';
import { Link } from '@/components/ui/link';
import { useDashboards } from '@/lib/api/dashboards';
import type { DashboardItem } from '@/lib/api/types';
import { starredFirst } from '@/lib/dashboards/starred';
import { ago, count } from '@/lib/format';
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
            {count(tile_count, 'tile')} · changed {ago(updated_at)}
          </Text>
        </div>
        {starred && <IconStarFilled size={15} color="var(--parlance-accent)" role="img" aria-label="Pinned" />}
      </Link>
    </li>
  );
}

/** Pinned dashboards first, then the newest. */
export function LatestBoards() {
  const { data, error, isPending, refetch } = useDashboards();
  const [starred] = useStarred();
  const items = starredFirst(data?.pages.flatMap((page) => page.items) ?? [], starred).slice(0, shown);
  const none = (
    <Text size="sm" c="dimmed">
      No dashboards yet. Pin an answer to one, or{' '}
      <Anchor component={Link} href="/dashboards" inherit underline="always">
        make one
      </Anchor>
      .
    </Text>
  );
  return (
    <ListCard title="Dashboards" href="/dashboards" more="All dashboards" loading={isPending} error={error} onRetry={() => void refetch()} empty={none}>
      {items.map((item) => (
        <Board key={item.id} item={item} starred={starred.includes(item.id)} />
      ))}
    </ListCard>
  );
}

import { Group, Paper, Text } from '@mantine/core';
import { Link } from '@/components/ui/link';
import type { DashboardItem } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/dashboards';
import { DashboardMenu } from './dashboard-menu';
import classes from './dashboards.module.css';
import { StarButton } from './star-button';

interface Props {
  item: DashboardItem;
  mayWrite: boolean;
}

export function DashboardCard({ item, mayWrite }: Props) {
  const { id, title, description, owner, tile_count, updated_at } = item;
  return (
    <Paper component="li" p="md" className={classes.card}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Link href={`/dashboards/${id}`} className={classes.title}>
          {title}
        </Link>
        <Group gap={2} wrap="nowrap" className={classes.tools}>
          <StarButton id={id} title={title} />
          {mayWrite && <DashboardMenu item={item} />}
        </Group>
      </Group>
      {description && (
        <Text size="sm" lineClamp={2} mt={2} style={{ overflowWrap: 'anywhere' }}>
          {description}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt="auto" pt="xs">
        {t.tileCount(tile_count)} · {owner ?? t.somebodyGone} ·{' '}
        <time dateTime={updated_at} title={exactMoment(updated_at)}>
          {ago(updated_at)}
        </time>
      </Text>
    </Paper>
  );
}

import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconEye, IconLayoutDashboard, IconRefresh } from '@tabler/icons-react';
import { useMemo, useState, type CSSProperties } from 'react';
import { SchemeButton } from '@/components/shell/scheme-button';
import { EmptyState } from '@/components/ui/empty-state';
import { BoardContext } from '@/lib/api/board-source';
import { shareSource } from '@/lib/api/shares';
import { useRefreshTiles } from '@/lib/api/tiles';
import type { DashboardFilter, FilterValues, SharedDashboard, Tile } from '@/lib/api/types';
import { chosenText } from '@/lib/dashboards/filters';
import { heightOf, inReadingOrder, settled } from '@/lib/dashboards/layout';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/shared';
import classes from './board.module.css';
import { FilterBar } from './filter-bar';
import { BoardFilters } from './filter-context';
import { TileFrame } from './tile-frame';
import type { Chosen } from './use-chosen';

/** Who comes by a link is told nothing of the columns: one stands for those that there are. */
const some = { connection_id: '', schema: '', table: '', column: '' };

function filtersOf({ filters }: SharedDashboard): DashboardFilter[] {
  return filters.map(({ id, label, kind, usable }) => ({ id, label, kind, columns: usable ? [some] : [] }));
}

function tilesOf({ tiles }: SharedDashboard): Tile[] {
  return settled(tiles.map((tile) => ({ ...tile, author_id: '', created_at: '', updated_at: '' })));
}

/** The address keeps the word of the link, so what is chosen stays on the page. */
function useChosenHere(): Chosen {
  const [values, put] = useState<FilterValues>({});
  return {
    values,
    text: chosenText(values),
    choose: (id, value) => put({ ...values, [id]: value }),
    clear: () => put({}),
  };
}

function Head({ dashboard: { title, description, role, expires_at }, busy, onRefresh }: { dashboard: SharedDashboard; busy: boolean; onRefresh: () => void }) {
  return (
    <Group justify="space-between" align="flex-end" gap="sm">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Title order={1} size={30}>
          {title}
        </Title>
        {description && <Text c="dimmed">{description}</Text>}
        <Group gap="xs" mt={4}>
          <Badge variant="default" tt="none" fw={550} leftSection={<IconEye size={13} aria-hidden />}>
            {role ? t.lookAsRole(role) : t.lookAsYourself}
          </Badge>
          <Text size="sm" c="dimmed" title={exactMoment(expires_at)}>
            {t.linkEnds(ago(expires_at))}
          </Text>
        </Group>
      </div>
      <Group gap="xs">
        <Button variant="default" onClick={onRefresh} loading={busy} leftSection={<IconRefresh size={16} aria-hidden />}>
          {t.refresh}
        </Button>
        <SchemeButton />
      </Group>
    </Group>
  );
}

export function SharedBoard({ token, dashboard }: { token: string; dashboard: SharedDashboard }) {
  const chosen = useChosenHere();
  const [tiles, filters] = useMemo(() => [tilesOf(dashboard), filtersOf(dashboard)], [dashboard]);
  const view = useMemo(
    () => ({ source: shareSource(token), filters: chosen.text, everySeconds: dashboard.refresh_seconds ?? 0 }),
    [token, chosen.text, dashboard.refresh_seconds],
  );
  const refresh = useRefreshTiles(view);
  const order = new Map(inReadingOrder(tiles).map((tile, at) => [tile.id, at]));
  return (
    <BoardContext value={view}>
      <BoardFilters value={filters}>
        <Stack gap="md">
          <Head dashboard={dashboard} busy={refresh.isPending} onRefresh={() => refresh.mutate(tiles)} />
          <FilterBar filters={filters} chosen={chosen} />
          {tiles.length === 0 && <EmptyState icon={<IconLayoutDashboard size={26} />} title={t.noTiles} text={t.emptyText} />}
          <div className={classes.board}>
            <div className={classes.grid} style={{ '--rows': heightOf(tiles) } as CSSProperties}>
              {tiles.map((tile) => (
                <TileFrame key={tile.id} tile={tile} order={order.get(tile.id) ?? 0} />
              ))}
            </div>
          </div>
        </Stack>
      </BoardFilters>
    </BoardContext>
  );
}

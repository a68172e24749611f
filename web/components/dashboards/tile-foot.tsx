import { ActionIcon, Anchor } from '@mantine/core';
import { IconFilterOff, IconRefresh } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import type { Tile, TileData } from '@/lib/api/types';
import { labelsOf } from '@/lib/dashboards/filters';
import { ageText } from '@/lib/dashboards/words';
import { exactMoment } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import * as t from '@/texts/tiles';
import classes from './board.module.css';
import { useBoardFilters } from './filter-context';
import { isPaged, useTileResult } from './use-tile-result';

const TileExport = dynamic(() => import('./tile-export').then((each) => each.TileExport));

interface Props {
  tile: Tile;
  data: TileData;
  /** Whether asking anew went wrong, so that this is the last that is known. */
  stale: boolean;
  busy: boolean;
  onRetry: () => void;
  onRefresh: () => void;
}

const tickMs = 15_000;

function NotFiltered({ ids }: { ids: string[] }) {
  const filters = useBoardFilters();
  if (ids.length === 0) return null;
  const labels = labelsOf(ids, filters);
  return (
    <span className={classes.unfiltered} title={t.readsNothingOf(labels)}>
      <IconFilterOff size={12} aria-hidden /> {t.notFilteredBy(labels)}
    </span>
  );
}

/** How old the rows are, whether there are more, and which filters do not concern them. */
export function TileFoot({ tile, data, stale, busy, onRetry, onRefresh }: Props) {
  const { as_of, row_count, truncated, cache, not_filtered_by } = data;
  const { of } = useTileResult(tile);
  const now = useNow(tickMs);
  return (
    <footer className={classes.foot}>
      <span className={classes.age}>
        <time dateTime={as_of} title={t.computedAt(exactMoment(as_of), cache?.hit)}>
          {ageText(as_of, now)}
        </time>
        {stale ? (
          <>
            {t.couldNotRefresh(<Anchor component="button" inherit onClick={onRetry} underline="always">
              {t.tryAgain}
            </Anchor>)}
          </>
        ) : (
          <ActionIcon variant="subtle" color="gray" size={24} loading={busy} onClick={onRefresh} aria-label={t.refreshNamed(tile.title)}>
            <IconRefresh size={13} />
          </ActionIcon>
        )}
        <TileExport tile={tile} data={data} />
      </span>
      <NotFiltered ids={not_filtered_by} />
      {truncated && !isPaged(tile, data, of) && <span>{t.onlyFirstRows(row_count)}</span>}
    </footer>
  );
}

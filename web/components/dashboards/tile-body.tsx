import { Button, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useRef } from 'react';
import { useBoardView } from '@/lib/api/board-source';
import { asApiError } from '@/lib/api/errors';
import { useRefreshTiles, useTileData } from '@/lib/api/tiles';
import type { Tile } from '@/lib/api/types';
import { useNear } from '@/lib/use-near';
import { useSliced } from '@/lib/use-sliced';
import * as t from '@/texts/tiles';
import classes from './board.module.css';
import { Markdown } from './markdown';
import { TileFoot } from './tile-foot';
import { TileShown } from './tile-shown';

/** The more frequent of the two; 0 is never. */
function everyOf(tile: Tile, board: number): number {
  const wanted = [tile.refresh_seconds ?? 0, board].filter((seconds) => seconds > 0);
  return wanted.length > 0 ? Math.min(...wanted) : 0;
}

function Refused({ detail }: { detail: string }) {
  return (
    <div className={classes.trouble} data-code="tile_not_visible">
      <IconLock size={20} aria-hidden color="var(--mantine-color-dimmed)" />
      <Text size="sm" fw={550}>
        {t.tileHidden}
      </Text>
      <Text size="xs" c="dimmed">
        {detail}
      </Text>
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code, title, message, requestId } = asApiError(error);
  if (code === 'tile_not_visible') return <Refused detail={message} />;
  return (
    <div className={classes.trouble} data-code={code} title={requestId}>
      <Text size="sm" fw={550} c="red">
        <IconAlertTriangle size={15} aria-hidden style={{ verticalAlign: '-2px' }} /> {title}
      </Text>
      <Text size="xs" c="dimmed">
        {message}
      </Text>
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        {t.tryAgain}
      </Button>
    </div>
  );
}

/** What a tile shows to the one who looks; it loads and fails by itself. */
export function TileBody({ tile }: { tile: Tile }) {
  const board = useBoardView();
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const { data, error, refetch, isFetching, isPlaceholderData } = useTileData(tile, everyOf(tile, board.everySeconds), near);
  const refresh = useRefreshTiles(board);
  const retry = () => void refetch();
  const ready = useSliced(data !== undefined);
  return (
    <>
      <div ref={place} className={classes.body} data-waiting={isPlaceholderData || undefined}>
        {tile.kind === 'text' && <Markdown text={tile.text ?? ''} />}
        {tile.refusal && <Refused detail={tile.refusal.detail} />}
        {ready && data && <TileShown tile={tile} data={data} />}
        {error && !data && <Failed error={error} onRetry={retry} />}
        {!ready && !error && !tile.refusal && tile.kind !== 'text' && (
          <Skeleton h="100%" radius="md" aria-label={t.loadingNamed(tile.title)} role="status" />
        )}
      </div>
      {ready && data && (
        <TileFoot
          tile={tile}
          data={data}
          stale={Boolean(error)}
          busy={isFetching || refresh.isPending}
          onRetry={retry}
          onRefresh={() => refresh.mutate([tile])}
        />
      )}
    </>
  );
}

import { Anchor } from '@mantine/core';
import type { TileData } from '@/lib/api/types';
import { ago, count, exactMoment } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import classes from './board.module.css';

interface Props {
  data: TileData;
  /** Whether asking anew went wrong, so that this is the last that is known. */
  stale: boolean;
  onRetry: () => void;
}

const tickMs = 15_000;

/** How old the rows are, and whether there are more. */
export function TileFoot({ data: { as_of, row_count, truncated, cache }, stale, onRetry }: Props) {
  const now = useNow(tickMs);
  const age = ago(as_of, Math.max(now, new Date(as_of).getTime()));
  return (
    <footer className={classes.foot}>
      <span>
        <time dateTime={as_of} title={`${exactMoment(as_of)}${cache?.hit ? ', from the cache' : ''}`}>
          Updated {age}
        </time>
        {stale && (
          <>
            , could not refresh ·{' '}
            <Anchor component="button" inherit onClick={onRetry} underline="always">
              Try again
            </Anchor>
          </>
        )}
      </span>
      {truncated && <span>the first {count(row_count, 'row')}</span>}
    </footer>
  );
}

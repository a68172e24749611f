import { useBoardView } from '@/lib/api/board-source';
import type { ResultOf } from '@/lib/api/results';
import type { Tile, TileData } from '@/lib/api/types';

/** All rows of a tile under the filters of its board; none where a link shows no more than the tile itself. */
export function useTileResult(tile: Tile): { of?: ResultOf; name: string } {
  const { source, filters } = useBoardView();
  return { of: source.result?.(tile.id, filters), name: [source.scope, tile.id, tile.version].join(' ') };
}

/** Whether the table of a tile goes on past the rows that came with it. */
export function isPaged(tile: Tile, { chart, truncated }: TileData, of: ResultOf | undefined): boolean {
  return truncated && of !== undefined && (tile.kind === 'table' || (tile.kind === 'chart' && !chart));
}

import type { TileFields } from '../api/types';
import { settled } from './layout';

/** The tiles that are kept, moved together where others were left out. */
export function chosenTiles(tiles: readonly TileFields[], left: ReadonlySet<number>): TileFields[] {
  const kept = tiles.filter((_, at) => !left.has(at));
  if (kept.length === tiles.length) return kept;
  return settled(kept.map((tile) => ({ ...tile, x: tile.x ?? 0, y: tile.y ?? 0, w: tile.w ?? 6, h: tile.h ?? 4 })));
}

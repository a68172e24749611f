import type { Tile } from '../api/types';
import { samePlace, settled, type Place, type Placed } from './layout';

/** What an editor has done and not saved: laid over the dashboard as it stands on the server. */
export interface Draft {
  places: Readonly<Record<string, Place>>;
  removed: readonly string[];
}

export interface Edits {
  past: Draft[];
  now: Draft;
  future: Draft[];
}

export type Edit =
  /** The tiles that were put elsewhere, and no others: they stay as whoever else puts them. */
  | { type: 'laid'; tiles: readonly Placed[] }
  | { type: 'removed'; id: string }
  | { type: 'undone' }
  | { type: 'redone' }
  | { type: 'forgotten' };

export const noEdits: Edits = { past: [], now: { places: {}, removed: [] }, future: [] };

const remembered = 100;

function advanced({ past, now }: Edits, next: Draft): Edits {
  return { past: [...past, now].slice(-remembered), now: next, future: [] };
}

function placesOf(tiles: readonly Placed[]): Record<string, Place> {
  return Object.fromEntries(tiles.map(({ id, x, y, w, h }) => [id, { x, y, w, h }]));
}

export function reduceEdits(edits: Edits, edit: Edit): Edits {
  const { past, now, future } = edits;
  switch (edit.type) {
    case 'laid':
      return advanced(edits, { ...now, places: { ...now.places, ...placesOf(edit.tiles) } });
    case 'removed':
      return advanced(edits, { ...now, removed: [...now.removed, edit.id] });
    case 'undone': {
      const last = past.at(-1);
      return last ? { past: past.slice(0, -1), now: last, future: [now, ...future] } : edits;
    }
    case 'redone': {
      const [next, ...rest] = future;
      return next ? { past: [...past, now], now: next, future: rest } : edits;
    }
    case 'forgotten':
      return noEdits;
  }
}

/** The tiles as they stand with the draft laid over them: as people read, without holes. */
export function laidOver(tiles: readonly Tile[], { places, removed }: Draft): Tile[] {
  return settled(
    tiles.filter(({ id }) => !removed.includes(id)).map((tile) => ({ ...tile, ...places[tile.id] })),
  );
}

/** The tiles that stand elsewhere than before. */
export function elsewhere<T extends Placed>(before: readonly Placed[], after: readonly T[]): T[] {
  const places = new Map(before.map((tile) => [tile.id, tile]));
  return after.filter((tile) => !samePlace(places.get(tile.id), tile));
}

/** What there is to save: tiles that stand elsewhere than on the server, and those to remove. */
export function changesOf(tiles: readonly Tile[], draft: Draft) {
  const ids = new Set(tiles.map(({ id }) => id));
  const places = elsewhere(tiles, laidOver(tiles, draft)).map(({ id, x, y, w, h }) => ({ tile_id: id, x, y, w, h }));
  return { tiles: places, removed: draft.removed.filter((id) => ids.has(id)) };
}

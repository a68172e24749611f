import type { Tile } from '../api/types';
import { samePlace, settled, type Place } from './layout';

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
  | { type: 'laid'; tiles: readonly (Place & { id: string })[] }
  | { type: 'removed'; id: string }
  | { type: 'undone' }
  | { type: 'redone' }
  | { type: 'forgotten' };

export const noEdits: Edits = { past: [], now: { places: {}, removed: [] }, future: [] };

const remembered = 100;

function advanced({ past, now }: Edits, next: Draft): Edits {
  return { past: [...past, now].slice(-remembered), now: next, future: [] };
}

function placesOf(tiles: readonly (Place & { id: string })[]): Record<string, Place> {
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

/** What there is to save: tiles that stand elsewhere than on the server, and those to remove. */
export function changesOf(tiles: readonly Tile[], draft: Draft) {
  const before = new Map(tiles.map((tile) => [tile.id, tile]));
  const elsewhere = laidOver(tiles, draft)
    .filter((tile) => !samePlace(before.get(tile.id), tile))
    .map(({ id, x, y, w, h }) => ({ tile_id: id, x, y, w, h }));
  return { tiles: elsewhere, removed: draft.removed.filter((id) => before.has(id)) };
}

import { useReducer, useState } from 'react';
import { asApiError, type ApiError } from '@/lib/api/errors';
import { useSaveLayout } from '@/lib/api/tiles';
import type { Dashboard, Tile } from '@/lib/api/types';
import { changesOf, elsewhere, laidOver, noEdits, reduceEdits } from '@/lib/dashboards/edits';
import { resized, samePlace, stepped } from '@/lib/dashboards/layout';
import { placeText, staysText } from '@/lib/dashboards/words';
import * as t from '@/texts/board';

export type Editor = ReturnType<typeof useEditor>;

/** In the order of the server, so that an element keeps its focus while it moves on the page. */
function inOrderOf(tiles: readonly Tile[], laid: readonly Tile[]): Tile[] {
  return tiles.flatMap(({ id }) => laid.find((each) => each.id === id) ?? []);
}

/** Changes of a dashboard's layout that are laid over it until they are saved. */
export function useEditor(dashboard: Dashboard) {
  const [editing, setEditing] = useState(false);
  const [edits, tell] = useReducer(reduceEdits, noEdits);
  const [said, say] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const { mutateAsync, isPending } = useSaveLayout(dashboard.id);
  const laid = laidOver(dashboard.tiles, edits.now);
  const changes = changesOf(dashboard.tiles, edits.now);

  function lay(next: Tile[], id: string) {
    const before = laid.find((tile) => tile.id === id);
    const after = next.find((tile) => tile.id === id);
    if (!before || !after) return;
    if (samePlace(before, after)) return say(staysText(after.title || t.theText));
    tell({ type: 'laid', tiles: elsewhere(laid, next) });
    say(placeText(after.title || t.theText, after));
  }

  function leave() {
    tell({ type: 'forgotten' });
    setError(null);
    setEditing(false);
  }

  async function save() {
    setError(null);
    try {
      if (edits.past.length > 0) await mutateAsync({ version: dashboard.version, ...changes });
      leave();
      say(t.saved);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  }

  return {
    editing, error, said, say, lay, leave, save,
    saving: isPending,
    /** Whether something would be lost. */
    dirty: edits.past.length > 0,
    mayRedo: edits.future.length > 0,
    tiles: inOrderOf(dashboard.tiles, laid),
    start: () => setEditing(true),
    move: (id: string, dx: number, dy: number) => lay(stepped(laid, id, dx, dy), id),
    resize: (tile: Tile, dw: number, dh: number) => lay(resized(laid, tile.id, { w: tile.w + dw, h: tile.h + dh }), tile.id),
    remove: (tile: Tile) => {
      tell({ type: 'removed', id: tile.id });
      say(t.textRemoved(tile.title));
    },
    undo: () => tell({ type: 'undone' }),
    redo: () => tell({ type: 'redone' }),
  };
}

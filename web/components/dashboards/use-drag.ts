import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import type { Tile } from '@/lib/api/types';
import { columns, moved, resized } from '@/lib/dashboards/layout';
import type { Editor } from './use-editor';

export type Grip = 'move' | 'resize';

export interface Drag {
  id: string;
  grip: Grip;
  /** The tile as it was taken. */
  start: Tile;
  /** How far the pointer has gone, in pixels. */
  dx: number;
  dy: number;
  /** Where all tiles would come to rest. */
  tiles: Tile[];
}

const rowHeight = 80; // --row and --gap of board.module.css
const gap = 12;
const edgePx = 70;
const scrollPx = 14;

function landing(tiles: Tile[], tile: Tile, grip: Grip, dx: number, dy: number): Tile[] {
  return grip === 'move'
    ? moved(tiles, tile.id, { x: tile.x + dx, y: tile.y + dy })
    : resized(tiles, tile.id, { w: tile.w + dx, h: tile.h + dy });
}

function scrollNear(event: PointerEvent): void {
  if (event.clientY > window.innerHeight - edgePx) window.scrollBy(0, scrollPx);
  else if (event.clientY < edgePx) window.scrollBy(0, -scrollPx);
}

/** Moves and resizes tiles by pointer; Escape leaves everything as it was. */
export function useDrag(frame: RefObject<HTMLDivElement | null>, editor: Editor) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  function begin(event: ReactPointerEvent, tile: Tile, grip: Grip) {
    if (event.button !== 0 || !frame.current) return;
    const columnWidth = (frame.current.clientWidth + gap) / columns;
    const [startX, startY] = [event.pageX, event.pageY];
    let last: Tile[] | undefined;

    const follow = (move: PointerEvent) => {
      const [dx, dy] = [move.pageX - startX, move.pageY - startY];
      last = landing(editor.tiles, tile, grip, Math.round(dx / columnWidth), Math.round(dy / rowHeight));
      setDrag({ id: tile.id, grip, start: tile, dx, dy, tiles: last });
      scrollNear(move);
    };
    const end = () => {
      stop.current?.();
      if (last) editor.lay(last, tile.id);
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key === 'Escape') stop.current?.();
    };
    stop.current = () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', stop.current ?? end);
      window.removeEventListener('keydown', onKey);
      setDrag(null);
    };
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', stop.current);
    window.addEventListener('keydown', onKey);
  }
  return { drag, begin };
}

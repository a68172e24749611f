import type { CSSProperties, PointerEvent } from 'react';
import type { Tile } from '@/lib/api/types';
import * as t from '@/texts/tiles';
import classes from './board.module.css';
import { TileBody } from './tile-body';
import { TileGrip, TileTools } from './tile-tools';
import type { Drag, Grip } from './use-drag';
import type { Editor } from './use-editor';

interface Props {
  tile: Tile;
  /** Its turn where tiles stand below each other. */
  order: number;
  held?: Drag;
  /** Missing while the board is only looked at. */
  editor?: Editor;
  onGrip?: (event: PointerEvent, tile: Tile, grip: Grip) => void;
  onEdit?: () => void;
}

/** While it is held, a tile follows the pointer; where it will rest is told by the others. */
function styleOf({ x, y, w, h }: Tile, order: number, held?: Drag): CSSProperties {
  const place = { '--x': x, '--y': y, '--w': w, '--h': h, '--order': order } as CSSProperties;
  if (!held) return place;
  const { grip, dx, dy, start } = held;
  const from = { '--x': start.x, '--y': start.y, '--w': start.w, '--h': start.h } as CSSProperties;
  if (grip === 'move') return { ...place, ...from, transform: `translate(${dx}px, ${dy}px)` };
  const grown = (size: string, by: number) => `max(80px, calc(${size} + ${by}px))`;
  const width = grown('var(--w) * (100% + var(--gap)) / 12 - var(--gap)', dx);
  return { ...place, ...from, width, height: grown('var(--h) * (var(--row) + var(--gap)) - var(--gap)', dy) };
}

export function TileFrame({ tile, order, held, editor, onGrip, onEdit }: Props) {
  const name = tile.title || t.text;
  return (
    <article
      aria-label={name}
      className={classes.tile}
      style={styleOf(tile, order, held)}
      data-kind={tile.kind}
      data-editing={editor ? true : undefined}
      data-held={held ? true : undefined}
    >
      {(tile.title || editor) && (
        <header className={classes.head}>
          {editor && onGrip && <TileGrip tile={tile} name={name} editor={editor} onGrip={onGrip} />}
          <h2 className={classes.name} title={tile.question ?? tile.title}>
            {tile.title}
          </h2>
          {editor && onEdit && <TileTools tile={tile} name={name} editor={editor} onEdit={onEdit} />}
        </header>
      )}
      <TileBody tile={tile} />
      {editor && onGrip && <div className={classes.corner} aria-hidden onPointerDown={(event) => onGrip(event, tile, 'resize')} />}
    </article>
  );
}

import { useRef, type CSSProperties } from 'react';
import { heightOf, inReadingOrder } from '@/lib/dashboards/layout';
import classes from './board.module.css';
import { TileFrame } from './tile-frame';
import { useDrag } from './use-drag';
import type { Editor } from './use-editor';

interface Props {
  editor: Editor;
  onEdit: (tileId: string) => void;
}

export function BoardGrid({ editor, onEdit }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const { drag, begin } = useDrag(frame, editor);
  const shown = drag?.tiles ?? editor.tiles;
  const order = new Map(inReadingOrder(shown).map((tile, at) => [tile.id, at]));
  const places = new Map(shown.map((tile) => [tile.id, tile]));
  const held = drag && places.get(drag.id);
  const rows = { '--rows': heightOf(shown) } as CSSProperties;
  return (
    <div className={classes.board}>
      <div ref={frame} className={classes.grid} style={rows}>
        {held && (
          <div className={classes.ghost} aria-hidden style={{ '--x': held.x, '--y': held.y, '--w': held.w, '--h': held.h } as CSSProperties} />
        )}
        {editor.tiles.map((tile) => (
          <TileFrame
            key={tile.id}
            tile={places.get(tile.id) ?? tile}
            order={order.get(tile.id) ?? 0}
            held={drag?.id === tile.id ? drag : undefined}
            editor={editor.editing ? editor : undefined}
            onGrip={begin}
            onEdit={() => onEdit(tile.id)}
          />
        ))}
      </div>
    </div>
  );
}

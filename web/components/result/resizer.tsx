import { useRef, type PointerEvent } from 'react';
import classes from './result-grid.module.css';

interface Props {
  onResize: (by: number) => void;
  onFit: () => void;
}

/** What a column is made wider by with the pointer. The keyboard does it from the header. */
export function Resizer({ onResize, onFit }: Props) {
  const last = useRef<number | null>(null);

  function onPointerDown(event: PointerEvent) {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = event.clientX;
  }
  function onPointerMove(event: PointerEvent) {
    if (last.current === null) return;
    onResize(event.clientX - last.current);
    last.current = event.clientX;
  }
  return (
    <span
      aria-hidden
      className={classes.resizer}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (last.current = null)}
      onMouseDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={onFit}
    />
  );
}

import { memo, type MouseEvent } from 'react';
import type { Row } from '@/lib/api/types';
import { isIn, type Area, type Spot } from '@/lib/result/cursor';
import { rowHeight } from '@/lib/result/window';
import { GridCell } from './grid-cell';
import classes from './result-grid.module.css';
import { Strip } from './strip';
import type { GridColumns } from './use-columns';

interface Props {
  grid: string;
  row: Row | undefined;
  index: number;
  /** Where it stands in the document. */
  y: number;
  columns: GridColumns;
  /** The columns in sight, the last one excluded. */
  first: number;
  end: number;
  /** Undefined where the row has no part in it. */
  area?: Area;
  active?: Spot;
  onPointer: (event: MouseEvent, row: number, column: number) => void;
}

export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row < 0 ? 'head' : row}-${column}`;
}

export const GridRow = memo(function GridRow({ grid, row, index, y, columns, first, end, area, active, onPointer }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined || undefined}
      className={classes.row}
      style={{ height: rowHeight, transform: `translateY(${y}px)` }}
    >
      <Strip columns={columns} first={first} end={end}>
        {({ at, column, pinned }, place, style) => (
          <GridCell
            key={at}
            id={cellId(grid, index, place)}
            cell={row ? (row[at] ?? null) : undefined}
            column={column}
            place={place}
            style={style}
            pinned={pinned}
            selected={area !== undefined && isIn(area, index, place)}
            active={active?.column === place}
            onPointer={(event) => onPointer(event, index, place)}
          />
        )}
      </Strip>
    </div>
  );
});

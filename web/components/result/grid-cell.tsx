import type { CSSProperties, MouseEvent } from 'react';
import type { Cell, ResultColumn } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import { cellText, exactTitle, isNumeric } from '@/lib/result/cells';
import * as t from '@/texts/result';
import classes from './result-grid.module.css';

/** More of a text than fits into the widest cell is for the dialog that shows it whole. */
const shownMax = 400;

interface Props {
  id: string;
  cell: Cell;
  column: ResultColumn;
  /** Its place among the columns that are shown, from 0. */
  place: number;
  style: CSSProperties;
  pinned: boolean;
  selected: boolean;
  active: boolean;
  onPointer: (event: MouseEvent, place: number) => void;
}

const codes = new Set(['json', 'bytes', 'uuid', 'array']);

function Value({ cell, column }: { cell: Cell; column: ResultColumn }) {
  if (cell === null) return <span className={classes.null}>{t.nullValue}</span>;
  if (cell === '') return <span className={classes.null}>{t.empty}</span>;
  const text = cellText(cell, column);
  return <bdi title={exactTitle(cell, column)}>{text.length > shownMax ? `${text.slice(0, shownMax)}…` : text}</bdi>;
}

export function GridCell({ id, cell, column, place, style, pinned, selected, active, onPointer }: Props) {
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={place + 1}
      aria-selected={selected}
      data-active={active || undefined}
      className={classNames(
        classes.cell,
        isNumeric(column) && classes.number,
        codes.has(column.type) && classes.code,
        pinned && classes.pinned,
      )}
      style={style}
      onMouseDown={(event) => onPointer(event, place)}
    >
      {cell === undefined ? <span className={classes.coming} /> : <Value cell={cell} column={column} />}
    </div>
  );
}

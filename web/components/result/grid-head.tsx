import { IconArrowDown, IconArrowUp, IconFilterFilled, IconMask } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { Look } from '@/lib/api/results';
import { classNames } from '@/lib/class-names';
import { isNumeric } from '@/lib/result/cells';
import type { Spot } from '@/lib/result/cursor';
import * as t from '@/texts/result';
import { ColumnMenu } from './column-menu';
import { cellId } from './grid-row';
import { Resizer } from './resizer';
import classes from './result-grid.module.css';
import { Strip } from './strip';
import type { GridColumns } from './use-columns';
import type { GridActions } from './use-actions';

interface Props {
  grid: string;
  look: Look;
  columns: GridColumns;
  first: number;
  end: number;
  width: number;
  active?: Spot;
  actions: GridActions;
  onPointer: (event: MouseEvent, row: number, column: number) => void;
}

function directionOf({ sort }: Look, at: number) {
  const sorted = sort.find(({ column }) => column === at);
  if (!sorted) return 'none';
  return sorted.descending ? 'descending' : 'ascending';
}

export function GridHead({ grid, look, columns, first, end, width, active, actions, onPointer }: Props) {
  return (
    <div role="rowgroup" className={classes.head} style={{ width }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        <Strip columns={columns} first={first} end={end}>
          {({ at, column, pinned }, place, style) => {
            const direction = directionOf(look, at);
            return (
              <div
                id={cellId(grid, -1, place)}
                role="columnheader"
                aria-colindex={place + 1}
                aria-sort={direction}
                aria-label={column.masked ? t.headMasked(column.name) : column.name}
                data-active={active?.column === place || undefined}
                className={classNames(classes.header, isNumeric(column) && classes.number, pinned && classes.pinned)}
                style={style}
                title={`${column.name}: ${column.type}`}
                onMouseDown={(event) => onPointer(event, -1, place)}
                onClick={() => actions.sortNext(at)}
              >
                <span className={classes.name}>
                  <bdi>{column.name}</bdi>
                </span>
                {column.masked && <IconMask size={14} aria-hidden className={classes.masked} />}
                {look.filters.some((each) => each.column === at) && <IconFilterFilled size={12} aria-hidden />}
                {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
                {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
                <ColumnMenu at={at} column={column} pinned={pinned} actions={actions} />
                <Resizer onResize={(by) => actions.resize(at, by)} onFit={() => actions.fit(at)} />
              </div>
            );
          }}
        </Strip>
      </div>
    </div>
  );
}

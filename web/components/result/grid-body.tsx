import { Text } from '@mantine/core';
import { useEffect, type MouseEvent } from 'react';
import { laidTop, extentOf, rowHeight } from '@/lib/result/window';
import * as t from '@/texts/result';
import { GridRow } from './grid-row';
import classes from './result-grid.module.css';
import type { GridColumns } from './use-columns';
import type { useCursor } from './use-cursor';
import type { GridRows } from './use-rows';
import type { Scroll } from './use-scroll';

interface Props {
  grid: string;
  rows: GridRows;
  columns: GridColumns;
  first: number;
  end: number;
  scroll: Scroll;
  width: number;
  /** The rows to draw, the last one excluded. */
  sight: [number, number];
  cursor: ReturnType<typeof useCursor>;
}

export function GridBody({ grid, rows, columns, first, end, scroll, width, sight: [from, to], cursor }: Props) {
  useEffect(() => rows.want(from, to));
  const { count } = rows;
  // Rows stand where the window is, not where they would be among millions of pixels.
  const shift = laidTop(extentOf(count, scroll.view), scroll.top) - scroll.top;
  const active = cursor.cursor?.active;
  const { area } = cursor;
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  function onDoubleClick(event: MouseEvent) {
    if (active && (event.target as HTMLElement).closest('[role=gridcell]')) cursor.openAt(active);
  }
  return (
    <div role="rowgroup" className={classes.body} style={{ height: scroll.laid, width }} onDoubleClick={onDoubleClick}>
      {indexes.map((index) => (
        <GridRow
          key={index}
          grid={grid}
          row={rows.row(index)}
          index={index}
          y={index * rowHeight + shift}
          columns={columns}
          first={first}
          end={end}
          area={area && index >= area.rows[0] && index <= area.rows[1] ? area : undefined}
          active={active?.row === index ? active : undefined}
          onPointer={cursor.onPointer}
        />
      ))}
      {count === 0 && (
        <div role="row">
          <div role="gridcell">
            <Text c="dimmed" p="md">
              {t.noRowsMatch}
            </Text>
          </div>
        </div>
      )}
    </div>
  );
}

import { notifications } from '@mantine/notifications';
import { useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Cell } from '@/lib/api/types';
import { tabbedRows } from '@/lib/result/cells';
import { afterKey, areaOf, type Area, type Cursor, type Spot } from '@/lib/result/cursor';
import { rowHeight } from '@/lib/result/window';
import * as t from '@/texts/result';
import type { GridActions } from './use-actions';
import type { GridColumns } from './use-columns';
import type { GridRows } from './use-rows';
import type { Scroll } from './use-scroll';

const copiedMax = 50_000;
const step = 24;

export interface Opened {
  cell: Cell;
  at: number;
}

interface Parts {
  rows: GridRows;
  columns: GridColumns;
  scroll: Scroll;
  actions: GridActions;
  onOpen: (opened: Opened) => void;
}

async function copyArea({ rows, columns }: Parts, area: Area): Promise<void> {
  const places = columns.shown.slice(area.columns[0], area.columns[1] + 1).map(({ at }) => at);
  const count = area.rows[1] - area.rows[0] + 1;
  if (count * places.length > copiedMax) {
    notifications.show({ color: 'orange', message: t.tooManyCells(copiedMax) });
    return;
  }
  const some = await rows.range(area.rows[0], area.rows[1] + 1);
  const picked = some.map((row) => places.map((at) => row[at]));
  await navigator.clipboard.writeText(tabbedRows(picked));
  const cells = count * places.length;
  notifications.show({ message: cells === 1 ? t.cellCopied : t.cellsCopied(cells), autoClose: 2000 });
}

/** Where the keyboard is, what is selected, and what keys do. */
export function useCursor(parts: Parts) {
  const { rows, columns, scroll, actions, onOpen } = parts;
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const size = {
    rows: rows.count,
    columns: columns.shown.length,
    page: Math.max(1, Math.floor(scroll.view / rowHeight) - 1),
  };

  function go(next: Cursor) {
    setCursor(next);
    if (next.active.row >= 0) scroll.toRow(next.active.row);
    const { edges, pinnedWidth, pinnedCount } = columns;
    const { column } = next.active;
    if (column >= pinnedCount) scroll.toColumn(edges[column] ?? 0, edges[column + 1] ?? 0, pinnedWidth);
  }

  function select(rowsOf: [number, number], columnsOf: [number, number]) {
    setCursor({ anchor: { row: rowsOf[0], column: columnsOf[0] }, active: { row: rowsOf[1], column: columnsOf[1] } });
  }

  function open({ row, column }: Spot) {
    const at = columns.shown[column]?.at;
    if (at === undefined) return;
    const here = rows.row(row);
    if (row < 0) actions.sortNext(at);
    else if (here) onOpen({ cell: here[at] ?? null, at });
  }

  /** True when the key was for the header. */
  function onHeadKey({ key, altKey, shiftKey }: KeyboardEvent, { column }: Spot): boolean {
    const at = columns.shown[column]?.at;
    if (at === undefined) return false;
    if (altKey && key === 'ArrowRight') actions.resize(at, step);
    else if (altKey && key === 'ArrowLeft') actions.resize(at, -step);
    else if ((altKey && key === 'ArrowDown') || key === 'ContextMenu' || (shiftKey && key === 'F10')) actions.openMenu(at);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return;
    const current = cursor ?? { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };
    const ctrl = event.ctrlKey || event.metaKey;
    const lastRow = Math.max(0, rows.count - 1);
    const lastColumn = Math.max(0, columns.shown.length - 1);
    const next = event.altKey ? null : afterKey(current, { key: event.key, ctrl, shift: event.shiftKey }, size);
    if (onHeadKey(event, current.active)) event.preventDefault();
    else if (next) {
      go(next);
    } else if (event.key === 'Enter') open(current.active);
    else if (event.key === ' ' && event.shiftKey) select([current.active.row, current.active.row], [0, lastColumn]);
    else if (event.key === ' ' && ctrl) select([0, lastRow], [current.active.column, current.active.column]);
    else if (event.key === 'a' && ctrl) select([0, lastRow], [0, lastColumn]);
    else if (event.key === 'c' && ctrl && !event.shiftKey) void copyArea(parts, areaOf(current));
    else return;
    event.preventDefault();
  }

  function onPointer(event: MouseEvent, row: number, column: number) {
    if (event.button !== 0) return;
    const spot = { row, column };
    const extending = event.shiftKey && cursor !== null && cursor.anchor.row >= 0 && row >= 0;
    if (extending) event.preventDefault(); // no text is selected on the way
    setCursor({ active: spot, anchor: extending ? cursor.anchor : spot });
  }

  return {
    cursor,
    area: cursor && cursor.active.row >= 0 ? areaOf(cursor) : undefined,
    onKeyDown,
    onPointer,
    onFocus: () => setCursor((now) => now ?? { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } }),
    goToRow: (row: number) => {
      const spot = { row, column: cursor?.active.column ?? 0 };
      go({ active: spot, anchor: spot });
    },
    openAt: open,
  };
}

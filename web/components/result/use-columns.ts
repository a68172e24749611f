import { useMemo, useState } from 'react';
import type { ResultColumn, Row } from '@/lib/api/types';
import { cellText } from '@/lib/result/cells';
import { asTheyCame, hide, isAsTheyCame, pin, showAll, unpin, type ColumnOrder } from '@/lib/result/order';
import { edgesOf } from '@/lib/result/window';

const narrowest = 64;
const widest = 900;
const usual = { least: 92, most: 340 };
const letter = 7.6;
const around = 64;

export interface GridColumn {
  /** Its place in the result. */
  at: number;
  column: ResultColumn;
  width: number;
  pinned: boolean;
}

export interface GridColumns {
  /** As they stand: pinned ones first, hidden ones left out. */
  shown: GridColumn[];
  edges: number[];
  pinnedCount: number;
  pinnedWidth: number;
  hiddenCount: number;
  resize: (at: number, by: number) => void;
  fit: (at: number, rows: Row[]) => void;
  pin: (at: number, pinned: boolean) => void;
  hide: (at: number) => void;
  showAll: () => void;
}

interface Given {
  columns: ResultColumn[];
  rows: Row[];
  order: ColumnOrder | undefined;
  setOrder: (order: ColumnOrder | undefined) => void;
}

function widthFor(column: ResultColumn, at: number, rows: Row[], most: number): number {
  const texts = rows.slice(0, 50).map((row) => cellText(row[at], column).length * letter + 26);
  const wanted = Math.max(column.name.length * letter + around, ...texts);
  return Math.round(Math.min(most, Math.max(usual.least, wanted)));
}

/** What is left of the frame goes to columns that nobody has resized. */
function stretched(columns: GridColumn[], widths: Record<number, number>, frame: number): GridColumn[] {
  const left = frame - columns.reduce((sum, { width }) => sum + width, 0);
  const free = columns.filter(({ at }) => widths[at] === undefined).length;
  if (left <= 0 || free === 0) return columns;
  const more = Math.floor(left / free);
  return columns.map((each) => (widths[each.at] === undefined ? { ...each, width: each.width + more } : each));
}

/** How the columns stand: how wide, which stay in sight, which are hidden. */
export function useColumns({ columns, rows, order, setOrder }: Given, frame: number): GridColumns {
  const [widths, setWidths] = useState<Record<number, number>>({});
  const usualWidths = useMemo(
    () => columns.map((column, at) => widthFor(column, at, rows, usual.most)),
    [columns, rows],
  );
  const placed = useMemo(() => {
    const { shown, pinned } = order ?? asTheyCame(columns.length);
    const all = shown.map((at, nth) => ({
      at,
      column: columns[at] as ResultColumn,
      width: widths[at] ?? usualWidths[at] ?? usual.least,
      pinned: nth < pinned,
    }));
    const wide = stretched(all, widths, frame);
    const edges = edgesOf(wide.map(({ width }) => width));
    return { shown: wide, edges, pinnedCount: pinned, pinnedWidth: edges[pinned] ?? 0, hiddenCount: columns.length - shown.length };
  }, [columns, frame, order, usualWidths, widths]);
  return useMemo(() => {
    const now = order ?? asTheyCame(columns.length);
    const change = (next: ColumnOrder) => setOrder(isAsTheyCame(next, columns.length) ? undefined : next);
    const widthOf = (at: number) => placed.shown.find((each) => each.at === at)?.width ?? usual.least;
    const setWidth = (at: number, width: number) =>
      setWidths((before) => ({ ...before, [at]: Math.min(widest, Math.max(narrowest, width)) }));
    return {
      ...placed,
      resize: (at, by) => setWidth(at, widthOf(at) + by),
      fit: (at, some) => columns[at] && setWidth(at, widthFor(columns[at], at, some, widest)),
      pin: (at, wanted) => change(wanted ? pin(now, at) : unpin(now, at)),
      hide: (at) => change(hide(now, at)),
      showAll: () => change(showAll(now, columns.length)),
    };
  }, [columns, order, placed, setOrder]);
}

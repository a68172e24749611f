import { useMemo, useState } from 'react';
import type { ResultColumn, Row } from '@/lib/api/types';
import { cellText } from '@/lib/result/cells';
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
  hidden: number[];
  resize: (at: number, by: number) => void;
  fit: (at: number, rows: Row[]) => void;
  pin: (at: number, pinned: boolean) => void;
  hide: (at: number) => void;
  showAll: () => void;
}

interface Layout {
  widths: Record<number, number>;
  pinned: number[];
  hidden: number[];
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
export function useColumns(columns: ResultColumn[], rows: Row[], frame: number): GridColumns {
  const [{ widths, pinned, hidden }, setLayout] = useState<Layout>({ widths: {}, pinned: [], hidden: [] });
  const usualWidths = useMemo(
    () => columns.map((column, at) => widthFor(column, at, rows, usual.most)),
    [columns, rows],
  );
  const change = (make: (layout: Layout) => Partial<Layout>) => setLayout((layout) => ({ ...layout, ...make(layout) }));

  return useMemo(() => {
    const places = [...pinned, ...columns.keys().filter((at) => !pinned.includes(at))];
    const all = places
      .filter((at) => columns[at] && !hidden.includes(at))
      .map((at) => ({
        at,
        column: columns[at] as ResultColumn,
        width: widths[at] ?? usualWidths[at] ?? usual.least,
        pinned: pinned.includes(at),
      }));
    const shown = stretched(all, widths, frame);
    const pinnedCount = shown.filter((each) => each.pinned).length;
    const edges = edgesOf(shown.map(({ width }) => width));
    const widthOf = (at: number) => shown.find((each) => each.at === at)?.width ?? usual.least;
    const setWidth = (at: number, width: number) =>
      change((layout) => ({ widths: { ...layout.widths, [at]: Math.min(widest, Math.max(narrowest, width)) } }));
    return {
      shown,
      edges,
      pinnedCount,
      pinnedWidth: edges[pinnedCount] ?? 0,
      hidden,
      resize: (at, by) => setWidth(at, widthOf(at) + by),
      fit: (at, some) => columns[at] && setWidth(at, widthFor(columns[at], at, some, widest)),
      pin: (at, wanted) =>
        change((layout) => ({ pinned: [...layout.pinned.filter((each) => each !== at), ...(wanted ? [at] : [])] })),
      hide: (at) => change((layout) => ({ hidden: [...layout.hidden, at] })),
      showAll: () => change(() => ({ hidden: [] })),
    };
  }, [columns, frame, hidden, pinned, usualWidths, widths]);
}

/** Which part of a very long, very wide table is in the document. Browsers cannot lay out more than some 30 million pixels. */

export const rowHeight = 34;
const tallest = 8_000_000;

export interface Extent {
  /** What all rows would take. */
  real: number;
  /** What the document gives them. */
  laid: number;
  /** The height of the window. */
  view: number;
}

export function extentOf(count: number, view: number): Extent {
  const real = count * rowHeight;
  return { real, laid: Math.min(real, tallest), view };
}

export function isScaled({ real, laid }: Extent): boolean {
  return real > laid;
}

/** Where the rows begin when the document is scrolled to `scrolled`. */
export function realTop(extent: Extent, scrolled: number): number {
  if (!isScaled(extent)) return scrolled;
  const { real, laid, view } = extent;
  return (Math.max(0, Math.min(scrolled, laid - view)) / (laid - view)) * (real - view);
}

/** The other way round. */
export function laidTop(extent: Extent, top: number): number {
  if (!isScaled(extent)) return top;
  const { real, laid, view } = extent;
  return (Math.max(0, Math.min(top, real - view)) / (real - view)) * (laid - view);
}

const around = 6;

/** The rows to draw, the last one excluded. */
export function rowsAt(top: number, view: number, count: number): [number, number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - around);
  return [Math.min(first, count), Math.min(count, Math.ceil((top + view) / rowHeight) + around)];
}

/** Where a window of this height goes so that the row is in it, `head` pixels of which are covered. */
export function topFor(row: number, top: number, view: number): number {
  const begin = row * rowHeight;
  if (begin < top) return begin;
  return Math.max(top, begin + rowHeight - view);
}

/** Where each column begins, and where all end. */
export function edgesOf(widths: number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
}

/** The columns between two pixels, the last one excluded. */
export function columnsBetween(edges: number[], from: number, to: number): [number, number] {
  const count = edges.length - 1;
  let first = edges.findIndex((edge, at) => at > 0 && edge > from) - 1;
  if (first < 0) first = Math.max(0, count - 1);
  let end = edges.findIndex((edge) => edge >= to);
  if (end < 0) end = count;
  return [Math.max(0, first - 1), Math.min(count, Math.max(end, first) + 1)];
}

import * as t from '@/texts/profile';
import { percent } from '../format';
import type { ColumnProfile, TableProfile } from './types';

type Withheld = NonNullable<ColumnProfile['withheld']>;

/** Why nothing is told. */
export const withheldWords: Record<Withheld, string> = t.withheld;

/** What the figures are of. */
export function profileSummary({ rows, rows_exact, rows_looked_at, sampled }: TableProfile): string {
  if (rows_looked_at === 0) return t.tableEmpty;
  if (!sampled) return t.allRows(rows_looked_at);
  if (rows === undefined) return t.sampledOfMore(rows_looked_at);
  return t.sampled(rows_looked_at, rows, rows_exact);
}

export function nullText({ nulls }: ColumnProfile, rows: number): string {
  if (nulls === undefined || rows === 0) return '';
  if (nulls === 0) return t.neverEmpty;
  // A share that rounds to nothing, or to all of them, would say what is not so.
  const share = Math.min(Math.max(nulls / rows, 0.01), nulls === rows ? 1 : 0.99);
  return t.shareEmpty(percent(share));
}

export function distinctText({ distinct, nulls }: ColumnProfile, rows: number): string {
  if (distinct === undefined) return '';
  const filled = rows - (nulls ?? 0);
  if (distinct === filled && filled > 1) return t.eachDiffers;
  return t.distinctCount(distinct);
}

interface Bar {
  x: number;
  width: number;
  height: number;
  title: string;
}

/** The bars of a histogram over 100 units of width; what has a value has a visible bar. */
export function barsOf(histogram: ColumnProfile['histogram'], height: number): Bar[] {
  const most = Math.max(...histogram.map((bar) => bar.count), 1);
  const width = 100 / Math.max(histogram.length, 1);
  return histogram.map(({ from, to, count: amount }, at) => ({
    x: at * width,
    width: width * 0.88,
    height: amount === 0 ? 0 : Math.max((amount / most) * height, 1.5),
    title: t.barOf(from, to, amount),
  }));
}

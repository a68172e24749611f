import { count, percent } from '../format';
import type { ColumnProfile, TableProfile } from './types';

type Withheld = NonNullable<ColumnProfile['withheld']>;

/** Why nothing is told. */
export const withheldWords: Record<Withheld, string> = {
  policy: 'Its values, or rows of its table, are held back from you.',
  sensitive: 'Looks sensitive, so its values are not counted. An administrator can allow it under Settings.',
  type: 'Documents, bytes and lists are not counted.',
  long_values: 'Long texts: only empty ones are counted.',
};

/** What the figures are of. */
export function profileSummary({ rows, rows_exact, rows_looked_at, sampled }: TableProfile): string {
  if (rows_looked_at === 0) return 'The table is empty.';
  if (!sampled) return `All ${count(rows_looked_at, 'row')}.`;
  const whole = rows === undefined ? 'more' : `${rows_exact ? '' : 'about '}${count(rows, 'row')}`;
  return `Sampled: the first ${rows_looked_at.toLocaleString()} of ${whole}, not a fair draw.`;
}

export function nullText({ nulls }: ColumnProfile, rows: number): string {
  if (nulls === undefined || rows === 0) return '';
  if (nulls === 0) return 'never empty';
  // A share that rounds to nothing, or to all of them, would say what is not so.
  const share = Math.min(Math.max(nulls / rows, 0.01), nulls === rows ? 1 : 0.99);
  return `${percent(share)} empty`;
}

export function distinctText({ distinct, nulls }: ColumnProfile, rows: number): string {
  if (distinct === undefined) return '';
  const filled = rows - (nulls ?? 0);
  if (distinct === filled && filled > 1) return 'each differs';
  return count(distinct, 'value');
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
    title: `${from} to ${to}: ${amount.toLocaleString()}`,
  }));
}

import { describe, expect, it } from 'vitest';
import { barsOf, distinctText, nullText, profileSummary } from './profile';
import type { ColumnProfile, TableProfile } from './types';

const column = (more: Partial<ColumnProfile>): ColumnProfile => ({ name: 'c', type: 'text', top: [], histogram: [], ...more });
const table = (more: Partial<TableProfile>) => ({ rows_exact: true, rows_looked_at: 100, sampled: false, ...more }) as TableProfile;

describe('figures of a profile', () => {
  it('says what they are of', () => {
    expect(profileSummary(table({ rows: 100 }))).toBe('All 100 rows.');
    expect(profileSummary(table({ rows_looked_at: 0 }))).toBe('The table is empty.');
    expect(profileSummary(table({ rows: 5000, sampled: true, rows_exact: false }))).toContain('the first 100 of about 5,000 rows');
    expect(profileSummary(table({ rows: undefined, sampled: true }))).toContain('of more');
  });

  it('rounds no share of empty values to none or all of them', () => {
    expect(nullText(column({ nulls: 1 }), 20_000)).toBe('1 % empty');
    expect(nullText(column({ nulls: 19_999 }), 20_000)).toBe('99 % empty');
    expect(nullText(column({ nulls: 20_000 }), 20_000)).toBe('100 % empty');
    expect(nullText(column({ nulls: 0 }), 9)).toBe('never empty');
    expect(nullText(column({}), 9)).toBe('');
  });

  it('tells values that all differ', () => {
    expect(distinctText(column({ distinct: 8, nulls: 2 }), 10)).toBe('each differs');
    expect(distinctText(column({ distinct: 3, nulls: 0 }), 10)).toBe('3 values');
    expect(distinctText(column({}), 10)).toBe('');
  });

  it('draws a bar for each step, visible where something is', () => {
    const bars = barsOf([{ from: '0', to: '1', count: 1 }, { from: '1', to: '2', count: 0 }, { from: '2', to: '3', count: 10_000 }], 64);
    expect(bars.map(({ height }) => height)).toEqual([1.5, 0, 64]);
    expect(bars[2]!.title).toBe('2 to 3: 10,000');
    expect(barsOf([], 64)).toEqual([]);
  });
});

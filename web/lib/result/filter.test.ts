import { expect, test } from 'vitest';
import type { ColumnFilter, ResultColumn } from '../api/types';
import { complaintOf, filterRows, matchesFor } from './filter';

const columns: ResultColumn[] = [
  { name: 'n', type: 'decimal' },
  { name: 't', type: 'text' },
  { name: 'd', type: 'date' },
];
const rows = [
  ['12.50', 'Ada', '1815-12-10'],
  [3, 'grace %', '1906-12-09'],
  [null, null, null],
];
const found = (filter: ColumnFilter) => filterRows(columns, rows, [filter]).map((row) => row[1]);

test('numbers match by size, texts whatever their case, dates by day', () => {
  expect(found({ column: 0, match: 'greater', value: '3' })).toEqual(['Ada']);
  expect(found({ column: 0, match: 'equals', value: '12.5' })).toEqual(['Ada']);
  expect(found({ column: 1, match: 'contains', value: 'GRACE %' })).toEqual(['grace %']);
  expect(found({ column: 2, match: 'less', value: '1900-01-01' })).toEqual(['Ada']);
});

test('NULL matches nothing but itself', () => {
  expect(found({ column: 0, match: 'not_equals', value: '3' })).toEqual(['Ada']);
  expect(found({ column: 0, match: 'is_null' })).toEqual([null]);
  expect(found({ column: 0, match: 'is_not_null' })).toEqual(['Ada', 'grace %']);
});

test('a column is asked for what it can be asked for', () => {
  expect(matchesFor({ name: 'n', type: 'integer' })[0]?.value).toBe('equals');
  expect(matchesFor({ name: 't', type: 'json' })[0]?.value).toBe('contains');
  expect(complaintOf('1; DROP', 'equals', { name: 'n', type: 'integer' })).toContain('number');
  expect(complaintOf('', 'is_null', { name: 'n', type: 'integer' })).toBeNull();
});

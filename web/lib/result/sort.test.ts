import { expect, test } from 'vitest';
import { nextSorting, sortRows } from './sort';

test('a header goes up, down, and back', () => {
  const up = nextSorting(null, 2);
  const down = nextSorting(up, 2);
  expect([up, down, nextSorting(down, 2)]).toEqual([
    { column: 2, descending: false },
    { column: 2, descending: true },
    null,
  ]);
  expect(nextSorting(down, 1)).toEqual({ column: 1, descending: false });
});

test('sorts numbers by size and keeps NULL last in both directions', () => {
  const rows = [[10], [null], [9], ['9007199254740993']];
  expect(sortRows(rows, { column: 0, descending: false })).toEqual([[9], [10], ['9007199254740993'], [null]]);
  expect(sortRows(rows, { column: 0, descending: true })).toEqual([['9007199254740993'], [10], [9], [null]]);
});

import { expect, test } from 'vitest';
import type { ResultColumn } from '../api/types';
import { nextSorting, sortRows } from './sort';

const columns: ResultColumn[] = [
  { name: 'n', type: 'integer' },
  { name: 't', type: 'text' },
];

test('a header goes up, down, and back', () => {
  const up = nextSorting([], 2);
  const down = nextSorting(up, 2);
  expect([up, down, nextSorting(down, 2)]).toEqual([
    [{ column: 2, descending: false }],
    [{ column: 2, descending: true }],
    [],
  ]);
  expect(nextSorting(down, 1)).toEqual([{ column: 1, descending: false }]);
});

test('sorts numbers by size and keeps NULL last in both directions', () => {
  const rows = [[10], [null], [9], ['9007199254740993'], ['9007199254740992']];
  const up = [[9], [10], ['9007199254740992'], ['9007199254740993'], [null]];
  expect(sortRows(columns, rows, [{ column: 0, descending: false }])).toEqual(up);
  expect(sortRows(columns, rows, [{ column: 0, descending: true }])).toEqual([...up.slice(0, 4).reverse(), [null]]);
});

test('decimals are not words', () => {
  const rows = [['12.50'], ['12.250'], ['-3.10']];
  expect(sortRows(columns, rows, [{ column: 0, descending: false }])).toEqual([['-3.10'], ['12.250'], ['12.50']]);
});

test('the second column decides where the first does not', () => {
  const rows = [[1, 'b'], [1, 'a'], [0, 'z']];
  const sort = [{ column: 0, descending: true }, { column: 1, descending: false }];
  expect(sortRows(columns, rows, sort)).toEqual([[1, 'a'], [1, 'b'], [0, 'z']]);
});

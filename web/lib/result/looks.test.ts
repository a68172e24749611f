import { expect, test } from 'vitest';
import type { ResultColumn } from '../api/types';
import { asItCame, isTouched, within, type TableLook } from './looks';

const columns: ResultColumn[] = [{ name: 'a', type: 'text' }];
const look: TableLook = { sort: [{ column: 1, descending: true }], filters: [{ column: 0, match: 'is_null' }] };

test('a look forgets columns that are gone', () => {
  expect(within(look, columns)).toEqual({ sort: [], filters: look.filters });
  expect(within(look, [...columns, ...columns])).toBe(look);
  const ordered = { ...look, sort: [], order: { shown: [1], pinned: 0 } };
  expect(within(ordered, columns).order).toBeUndefined();
  expect(within(ordered, [...columns, ...columns])).toBe(ordered);
});

test('as it came is no look of its own', () => {
  expect(isTouched(asItCame)).toBe(false);
  expect(isTouched(look)).toBe(true);
  expect(isTouched({ ...asItCame, order: { shown: [0], pinned: 0 } })).toBe(true);
});

import { expect, test } from 'vitest';
import type { Look } from '../api/results';
import type { ResultColumn } from '../api/types';
import { asItCame, isTouched, within } from './looks';

const columns: ResultColumn[] = [{ name: 'a', type: 'text' }];
const look: Look = { sort: [{ column: 1, descending: true }], filters: [{ column: 0, match: 'is_null' }] };

test('a look forgets columns that are gone', () => {
  expect(within(look, columns)).toEqual({ sort: [], filters: look.filters });
  expect(within(look, [...columns, ...columns])).toBe(look);
});

test('as it came is no look of its own', () => {
  expect(isTouched(asItCame)).toBe(false);
  expect(isTouched(look)).toBe(true);
});

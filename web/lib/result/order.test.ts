import { expect, test } from 'vitest';
import { asTheyCame, hide, isAsTheyCame, pin, showAll, unpin } from './order';

const four = asTheyCame(4);

test('pinned columns come first, in the order in which they were pinned', () => {
  const order = pin(pin(four, 3), 1);
  expect(order).toEqual({ shown: [3, 1, 0, 2], pinned: 2 });
  expect(pin(order, 3)).toEqual({ shown: [1, 3, 0, 2], pinned: 2 });
  expect(unpin(order, 3)).toEqual({ shown: [1, 0, 2, 3], pinned: 1 });
});

test('a hidden column is left out, and is no longer pinned when it comes back', () => {
  const order = hide(pin(pin(four, 2), 0), 2);
  expect(order).toEqual({ shown: [0, 1, 3], pinned: 1 });
  expect(showAll(order, 4)).toEqual({ shown: [0, 1, 2, 3], pinned: 1 });
});

test('what was undone is as it came', () => {
  expect(isAsTheyCame(showAll(hide(four, 1), 4), 4)).toBe(true);
  expect(isAsTheyCame(unpin(pin(four, 2), 2), 4)).toBe(true);
  expect(isAsTheyCame(pin(four, 0), 4)).toBe(false);
  expect(isAsTheyCame(hide(four, 3), 4)).toBe(false);
});

import { expect, test } from 'vitest';
import { afterKey, areaOf, isIn } from './cursor';

const size = { rows: 1_000_000, columns: 5, page: 10 };
const at = (row: number, column: number) => ({ active: { row, column }, anchor: { row, column } });
const key = (name: string, shift = false, ctrl = false) => ({ key: name, shift, ctrl });

test('arrows move by a cell and stay in the grid; above the first row is the header', () => {
  expect(afterKey(at(0, 0), key('ArrowUp'), size)).toEqual(at(-1, 0));
  expect(afterKey(at(-1, 0), key('ArrowUp'), size)).toEqual(at(-1, 0));
  expect(afterKey(at(3, 4), key('ArrowRight'), size)).toEqual(at(3, 4));
});

test('control jumps to the ends', () => {
  expect(afterKey(at(3, 2), key('End', false, true), size)).toEqual(at(999_999, 4));
  expect(afterKey(at(3, 2), key('Home'), size)).toEqual(at(3, 0));
});

test('shift selects from where it began, and never the header', () => {
  const once = afterKey(at(0, 1), key('ArrowDown', true), size);
  const twice = once && afterKey(once, key('ArrowRight', true), size);
  const area = areaOf(twice ?? at(0, 0));
  expect(area).toEqual({ rows: [0, 1], columns: [1, 2] });
  expect(isIn(area, 1, 2) && !isIn(area, 2, 2)).toBe(true);
  expect(afterKey(at(0, 1), key('ArrowUp', true), size)?.active.row).toBe(0);
});

test('other keys are not ours', () => {
  expect(afterKey(at(0, 0), key('a'), size)).toBeNull();
});

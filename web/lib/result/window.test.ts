import { expect, test } from 'vitest';
import { columnsBetween, edgesOf, extentOf, laidTop, realTop, rowHeight, rowsAt, topFor } from './window';

test('a short table scrolls pixel by pixel', () => {
  const extent = extentOf(100, 400);
  expect(extent.laid).toBe(100 * rowHeight);
  expect(realTop(extent, 123)).toBe(123);
});

test('a million rows fit into what a browser can lay out, and the ends meet', () => {
  const extent = extentOf(1_000_000, 400);
  expect(extent.laid).toBeLessThan(16_000_000);
  expect(realTop(extent, extent.laid - 400)).toBe(extent.real - 400);
  expect(realTop(extent, 0)).toBe(0);
  expect(realTop(extent, laidTop(extent, 12_345_678))).toBeCloseTo(12_345_678, 3);
});

test('draws what is in sight and a little around', () => {
  expect(rowsAt(0, 340, 1_000_000)).toEqual([0, 16]);
  expect(rowsAt(999_990 * rowHeight, 340, 1_000_000)).toEqual([999_984, 1_000_000]);
  expect(rowsAt(0, 340, 0)).toEqual([0, 0]);
});

test('a row comes into sight by the shortest way', () => {
  expect(topFor(5, 340, 340)).toBe(5 * rowHeight);
  expect(topFor(20, 340, 340)).toBe(21 * rowHeight - 340);
  expect(topFor(12, 340, 340)).toBe(340);
});

test('of five hundred columns only those in sight', () => {
  const edges = edgesOf(Array.from({ length: 500 }, () => 100));
  expect(columnsBetween(edges, 0, 400)).toEqual([0, 5]);
  expect(columnsBetween(edges, 10_050, 10_450)).toEqual([99, 106]);
  expect(columnsBetween(edges, 49_600, 50_000)).toEqual([495, 500]);
  expect(columnsBetween(edgesOf([]), 0, 400)).toEqual([0, 0]);
});

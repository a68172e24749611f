import { expect, test } from 'vitest';
import type { Tile } from '../api/types';
import { changesOf, elsewhere, laidOver, noEdits, reduceEdits } from './edits';
import { resized } from './layout';

const tile = (id: string, x: number, y: number) => ({ id, x, y, w: 6, h: 4, version: 1 }) as Tile;
const tiles = [tile('a', 0, 0), tile('b', 6, 0), tile('c', 0, 4)];

test('undoes and redoes', () => {
  const removed = reduceEdits(noEdits, { type: 'removed', id: 'a' });
  const both = reduceEdits(removed, { type: 'removed', id: 'b' });
  const back = reduceEdits(both, { type: 'undone' });
  expect(back.now.removed).toEqual(['a']);
  expect(reduceEdits(back, { type: 'redone' }).now).toEqual(both.now);
  expect(reduceEdits(noEdits, { type: 'undone' })).toBe(noEdits);
  expect(reduceEdits(both, { type: 'forgotten' })).toBe(noEdits);
});

test('something new after undoing takes the place of what was undone', () => {
  const undone = reduceEdits(reduceEdits(noEdits, { type: 'removed', id: 'a' }), { type: 'undone' });
  expect(reduceEdits(undone, { type: 'removed', id: 'c' }).future).toEqual([]);
});

test('saves only what stands elsewhere', () => {
  const { now } = reduceEdits(noEdits, { type: 'removed', id: 'a' });
  expect(laidOver(tiles, now).map(({ id, y }) => [id, y])).toEqual([['b', 0], ['c', 0]]);
  expect(changesOf(tiles, now)).toEqual({
    tiles: [{ tile_id: 'c', x: 0, y: 0, w: 6, h: 4 }],
    removed: ['a'],
  });
});

test('what somebody else did to other tiles meanwhile is not undone', () => {
  const { now } = reduceEdits(noEdits, { type: 'laid', tiles: elsewhere(tiles, resized(tiles, 'a', { w: 6, h: 5 })) });
  const theirs = tiles.map((each) => (each.id === 'b' ? { ...each, w: 5 } : each));
  expect(changesOf(theirs, now).tiles.map(({ tile_id }) => tile_id)).toEqual(['a', 'c']);
});

test('a draft holds when others added and removed tiles meanwhile', () => {
  const { now } = reduceEdits(noEdits, { type: 'laid', tiles: [{ id: 'a', x: 6, y: 0, w: 6, h: 4 }, { id: 'b', x: 0, y: 0, w: 6, h: 4 }] });
  const theirs = [tile('a', 0, 0), tile('c', 0, 4), tile('d', 0, 8)];
  expect(laidOver(theirs, now).map(({ id, x, y }) => [id, x, y])).toEqual([['a', 6, 0], ['c', 0, 0], ['d', 0, 4]]);
});

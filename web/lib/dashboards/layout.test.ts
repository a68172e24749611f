import { expect, test } from 'vitest';
import { moved, resized, rowsOfText, settled, stepped, type Placed } from './layout';

const tile = (id: string, x: number, y: number, w: number, h: number): Placed => ({ id, x, y, w, h });
const where = (tiles: Placed[]) =>
  Object.fromEntries(tiles.map(({ id, x, y, w, h }) => [id, [x, y, w, h].join(' ')]));

const three = [tile('a', 0, 0, 6, 4), tile('b', 6, 0, 6, 4), tile('c', 0, 4, 12, 3)];

function overlapping(tiles: Placed[]): boolean {
  return tiles.some((a, at) =>
    tiles.slice(at + 1).some((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
  );
}

test('closes holes and parts tiles that lie on each other', () => {
  expect(where(settled([tile('a', 0, 9, 6, 2), tile('b', 3, 9, 6, 2)]))).toEqual({ a: '0 0 6 2', b: '3 2 6 2' });
  expect(settled([])).toEqual([]);
});

test('a tile that is moved aside pushes what is there', () => {
  expect(where(moved(three, 'a', { x: 6, y: 0 }))).toEqual({ a: '6 0 6 4', b: '6 4 6 4', c: '0 8 12 3' });
});

test('a tile does not leave the grid', () => {
  expect(where(moved(three, 'b', { x: 99, y: -5 }))).toEqual(where(three));
  expect(where(resized(three, 'b', { w: 99, h: 0 })).b).toBe('6 0 6 1');
  expect(where(resized(three, 'a', { w: 1, h: 999 })).a).toBe('0 0 2 100');
});

test('a tile passes another past its middle only', () => {
  expect(where(moved(three, 'a', { x: 0, y: 1 })).c).toBe('0 4 12 3');
  expect(where(moved(three, 'a', { x: 0, y: 2 }))).toEqual({ b: '6 0 6 4', c: '0 4 12 3', a: '0 7 6 4' });
  expect(where(moved(three, 'c', { x: 0, y: 3 })).c).toBe('0 4 12 3');
  expect(where(moved(three, 'c', { x: 0, y: 1 }))).toEqual({ c: '0 0 12 3', a: '0 3 6 4', b: '6 3 6 4' });
});

test('a key steps over a whole tile, and stays where there is no way', () => {
  expect(where(stepped(three, 'a', 0, 1)).a).toBe('0 7 6 4');
  expect(where(stepped(three, 'c', 0, -1)).c).toBe('0 0 12 3');
  expect(where(stepped(three, 'c', 0, 1))).toEqual(where(three));
  expect(where(stepped(three, 'a', 1, 0)).a).toBe('1 0 6 4');
  expect(where(stepped(three, 'none', 1, 0))).toEqual(where(three));
});

test('a wider tile pushes its neighbour down', () => {
  expect(where(resized(three, 'a', { w: 8, h: 4 }))).toEqual({ a: '0 0 8 4', b: '6 4 6 4', c: '0 8 12 3' });
});

test('no way of moving lays one tile over another', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  let tiles: Placed[] = Array.from({ length: 14 }, (_, at) => tile(String(at), random(9), random(20), 2 + random(2), 2 + random(4)));
  for (let round = 0; round < 400; round += 1) {
    const id = String(random(14));
    tiles = random(2) ? moved(tiles, id, { x: random(14), y: random(30) }) : resized(tiles, id, { w: random(14), h: random(9) });
    expect(overlapping(tiles)).toBe(false);
    expect(tiles.every(({ x, w }) => x >= 0 && x + w <= 12)).toBe(true);
  }
  expect(tiles).toHaveLength(14);
});

test('a text gets the rows that it needs', () => {
  expect(rowsOfText('# Sales\nNet of returns.')).toBe(1);
  expect(rowsOfText('one line\n'.repeat(6))).toBe(3);
  expect(rowsOfText('x'.repeat(20_000))).toBe(8);
});

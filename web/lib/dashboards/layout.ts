/** Columns of the grid that tiles stand on. */
export const columns = 12;
const smallest = { w: 2, h: 1 };
const highest = 100;

export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Placed extends Place {
  id: string;
}

const bottom = ({ y, h }: Place) => y + h;
const sharesColumns = (a: Place, b: Place) => a.x < b.x + b.w && b.x < a.x + a.w;
const clamp = (value: number, from: number, to: number) => Math.min(Math.max(value, from), to);

/** Row by row, from the top left: as people read. */
export function inReadingOrder<T extends Place>(tiles: readonly T[]): T[] {
  return [...tiles].sort((a, b) => a.y - b.y || a.x - b.x);
}

/** Lets every tile rise until it touches the one above; earlier ones come to rest first. */
function risen<T extends Place>(tiles: readonly T[]): T[] {
  const resting: T[] = [];
  for (const tile of tiles) {
    const above = resting.filter((each) => sharesColumns(each, tile)).map(bottom);
    resting.push({ ...tile, y: Math.max(0, ...above) });
  }
  return resting;
}

/** The same tiles without holes above them, none over another. */
export function settled<T extends Place>(tiles: readonly T[]): T[] {
  return risen(inReadingOrder(tiles));
}

/**
 * The layout with one tile put at another place. Going down, it passes a tile when its lower edge is
 * past that one's middle; going up, when its upper edge is. Others make room.
 */
export function moved<T extends Placed>(tiles: readonly T[], id: string, to: { x: number; y: number }): T[] {
  const before = tiles.find((tile) => tile.id === id);
  if (!before) return settled(tiles);
  const tile = { ...before, x: clamp(to.x, 0, columns - before.w), y: Math.max(0, to.y) };
  const edge = tile.y > before.y ? bottom(tile) : tile.y;
  const others = inReadingOrder(tiles.filter((each) => each.id !== id));
  const below = others.findIndex((each) => sharesColumns(each, tile) && each.y + each.h / 2 >= edge);
  const at = below < 0 ? others.length : below;
  return risen([...others.slice(0, at), tile, ...others.slice(at)]);
}

/** The layout with one tile of another size; it stays on the grid. */
export function resized<T extends Placed>(tiles: readonly T[], id: string, to: { w: number; h: number }): T[] {
  return settled(
    tiles.map((tile) => {
      if (tile.id !== id) return tile;
      const w = clamp(to.w, smallest.w, columns - tile.x);
      return { ...tile, w, h: clamp(to.h, smallest.h, highest) };
    }),
  );
}

function placeOf(tiles: readonly Placed[], id: string): Placed | undefined {
  return tiles.find((tile) => tile.id === id);
}

export function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a?.x === b?.x && a?.y === b?.y && a?.w === b?.w && a?.h === b?.h;
}

export function heightOf(tiles: readonly Place[]): number {
  return Math.max(0, ...tiles.map(bottom));
}

/** One press of an arrow key: a column aside, or past the next tile above or below. */
export function stepped<T extends Placed>(tiles: readonly T[], id: string, dx: number, dy: number): T[] {
  const start = placeOf(tiles, id);
  if (!start) return [...tiles];
  if (dy === 0) return moved(tiles, id, { x: start.x + dx, y: start.y });
  const end = heightOf(tiles);
  for (let y = start.y + dy; y >= 0 && y <= end; y += dy) {
    const next = moved(tiles, id, { x: start.x, y });
    if (placeOf(next, id)?.y !== start.y) return next;
  }
  return [...tiles];
}

const textLinePx = 28;
const rowPx = 80;

/** The rows that a text needs, as far as its lines tell. */
export function rowsOfText(text: string): number {
  const lines = text.trim().split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 120)), 0);
  return clamp(Math.ceil((lines * textLinePx + 12) / rowPx), 1, 8);
}

/** A stretch of SQL. */
export interface Range {
  begin: number;
  end: number;
}

const letter = /[\p{L}\p{N}_$]/u;

function isWhole(sql: string, begin: number, end: number): boolean {
  const first = sql[begin] ?? '';
  const inside = (at: number) => letter.test(sql[at] ?? ' ');
  return !(letter.test(first) && begin > 0 && inside(begin - 1)) && !(inside(end - 1) && inside(end));
}

/** All places of `part` as a whole word, whatever the case and the blanks. */
function places(sql: string, part: string): Range[] {
  const pattern = part.trim().replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`);
  if (!pattern) return [];
  return Array.from(sql.matchAll(new RegExp(pattern, 'giu')), ({ index, 0: text }) => ({ begin: index, end: index + text.length }))
    .filter(({ begin, end }) => isWhole(sql, begin, end));
}

/** Names, literals and numbers of an expression, the longest first. */
function piecesOf(became: string): string[] {
  const pieces = became.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)*|\d+(?:\.\d+)?/gu) ?? [];
  return pieces.toSorted((a, b) => b.length - a.length);
}

function lastName(name: string): string {
  return name.startsWith("'") ? name : (name.split('.').at(-1) ?? name);
}

/**
 * The parts of `sql` that say `became`: the whole of it where it stands so; else its literals and
 * names, since a dialect writes the same in words of its own.
 */
export function partsOf(sql: string, became: string): Range[] {
  const whole = places(sql, became);
  if (whole.length > 0) return whole;
  return apart(
    piecesOf(became).flatMap((piece) => {
      const found = places(sql, piece);
      return found.length > 0 ? found : places(sql, lastName(piece));
    }),
  );
}

/** In order, without those that lie in another. */
function apart(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a.begin - b.begin || b.end - a.end);
  return sorted.filter((each, at) => !sorted.slice(0, at).some((other) => other.end > each.begin));
}

export interface Piece {
  text: string;
  /** Which words say it, by their place. */
  words: number[];
}

/** `sql` cut where what the words became begins and ends. */
export function cutByParts(sql: string, became: string[]): Piece[] {
  const ranges = became.map((each) => partsOf(sql, each));
  const edges = new Set([0, sql.length, ...ranges.flat().flatMap(({ begin, end }) => [begin, end])]);
  const cuts = [...edges].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1] ?? sql.length;
    const words = ranges.flatMap((of, word) => (of.some(({ begin, end }) => begin <= from && to <= end) ? [word] : []));
    return { text: sql.slice(from, to), words };
  });
}

import type { Cell, Row } from '../api/types';

export interface Sorting {
  column: number;
  descending: boolean;
}

/** The sorting after a click on a header: up, down, as it came. */
export function nextSorting(current: Sorting | null, column: number): Sorting | null {
  if (current?.column !== column) return { column, descending: false };
  return current.descending ? null : { column, descending: true };
}

const collator = new Intl.Collator(undefined, { numeric: true });

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** The rows in order; NULL comes last in both directions, equal rows keep their places. */
export function sortRows(rows: Row[], sorting: Sorting | null): Row[] {
  if (!sorting) return rows;
  const { column, descending } = sorting;
  return rows.toSorted((left, right) => {
    const [a, b] = [left[column] ?? null, right[column] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return descending ? compare(b, a) : compare(a, b);
  });
}

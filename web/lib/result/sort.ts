import type { Cell, ColumnSort, ResultColumn, Row } from '../api/types';
import { languages } from '../format/languages';
import { once } from '../once';
import { isNumeric } from './cells';

/** The sorting after a click on a header: up, down, as it came. */
export function nextSorting(current: ColumnSort[], column: number): ColumnSort[] {
  const [first] = current;
  if (first?.column !== column) return [{ column, descending: false }];
  return first.descending ? [] : [{ column, descending: true }];
}

const collator = once(() => new Intl.Collator(languages, { numeric: true }));
const wholeNumber = /^-?\d+$/;

/** Numbers by size; two that a double cannot tell apart by their digits. */
function compareNumbers(a: Cell, b: Cell): number {
  const [left, right] = [String(a), String(b)];
  if (wholeNumber.test(left) && wholeNumber.test(right)) {
    const [exactLeft, exactRight] = [BigInt(left), BigInt(right)];
    return exactLeft < exactRight ? -1 : Number(exactLeft > exactRight);
  }
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? collator().compare(left, right) : difference;
}

function compare(a: Cell, b: Cell, number: boolean): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return number ? compareNumbers(a, b) : collator().compare(textOf(a), textOf(b));
}

function textOf(cell: Cell): string {
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string);
}

/** The rows in order; NULL comes last in both directions, equal rows keep their places. */
export function sortRows(columns: ResultColumn[], rows: Row[], sort: ColumnSort[]): Row[] {
  if (sort.length === 0) return rows;
  return rows.toSorted((left, right) => {
    for (const { column, descending } of sort) {
      const [a, b] = [left[column] ?? null, right[column] ?? null];
      const number = columns[column] !== undefined && isNumeric(columns[column]);
      const decided =
        a === null || b === null
          ? Number(a === null) - Number(b === null)
          : (descending ? -1 : 1) * compare(a, b, number);
      if (decided !== 0) return decided;
    }
    return 0;
  });
}

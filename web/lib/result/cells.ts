import type { Cell, ResultColumn, Row } from '../api/types';
import { exactNumberText, momentText, numberText } from '../format/values';

const numeric = new Set(['integer', 'decimal', 'real']);
const plainNumber = /(^|_)(id|year|code|zip|no|nr|number)$/i;

export function isNumeric(column: ResultColumn): boolean {
  return numeric.has(column.type);
}

export function isMoment(column: ResultColumn): boolean {
  return column.type === 'date' || column.type.startsWith('timestamp');
}

/** Columns whose numbers name things, such as ids and years, are written without separators. */
function namesThings(column: ResultColumn): boolean {
  return plainNumber.test(column.name);
}

/** A value as people read it; null is the caller's to draw. */
export function cellText(cell: Cell, column: ResultColumn): string {
  if (typeof cell === 'number') return namesThings(column) || isMoment(column) ? String(cell) : numberText(cell);
  if (typeof cell === 'string') {
    if (isNumeric(column)) return namesThings(column) ? cell : exactNumberText(cell);
    return isMoment(column) ? momentText(cell) : cell;
  }
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell as boolean);
}

/** What stands in the data, where it is written otherwise for people; for those who point at it. */
export function exactTitle(cell: Cell, column: ResultColumn): string | undefined {
  return isMoment(column) && cellText(cell, column) !== exactCell(cell) ? exactCell(cell) : undefined;
}

/** A value exactly as it came. */
export function exactCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string | number | boolean);
}

/** A value as it is copied: exact, without separators. */
function plainText(cell: Cell): string {
  return exactCell(cell).replace(/[\t\r\n]+/g, ' ');
}

/** Rows as tab-separated text with a header: what spreadsheets paste. */
export function asTabbed(columns: ResultColumn[], rows: Row[]): string {
  return [columns.map((column) => plainText(column.name)).join('\t'), tabbedRows(rows)].join('\n');
}

/** The rows alone. */
export function tabbedRows(rows: Row[]): string {
  return rows.map((row) => row.map(plainText).join('\t')).join('\n');
}

/** Rows as the records that a chart draws. */
export function asRecords(columns: ResultColumn[], rows: Row[]): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column.name, chartValue(row[at], column)])),
  );
}

/** A number that no axis can hold, such as NaN or infinity, is none. */
function chartValue(cell: Cell, column: ResultColumn): unknown {
  if (typeof cell !== 'string' || !isNumeric(column)) return cell;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

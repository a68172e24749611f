import type { Cell, ResultColumn, Row } from '../api/types';

const numeric = new Set(['integer', 'decimal', 'real']);
const plainNumber = /(^|_)(id|year|code|zip|no|nr|number)$/i;
const grouped = new Intl.NumberFormat(undefined, { maximumFractionDigits: 20 });

export function isNumeric(column: ResultColumn): boolean {
  return numeric.has(column.type);
}

/** Columns whose numbers name things, such as ids and years, are written without separators. */
function namesThings(column: ResultColumn): boolean {
  return plainNumber.test(column.name);
}

/** A value as people read it; null is the caller's to draw. */
export function cellText(cell: Cell, column: ResultColumn): string {
  if (typeof cell === 'number') return namesThings(column) ? String(cell) : grouped.format(cell);
  if (typeof cell === 'string') return column.type.startsWith('timestamp') ? momentText(cell) : cell;
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell as boolean);
}

function momentText(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ').replace(/ 00:00:00(\.0+)?$/, '');
}

/** A value as it is copied: exact, without separators. */
function plainText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell as string | number | boolean);
  return text.replace(/[\t\r\n]+/g, ' ');
}

/** Rows as tab-separated text with a header: what spreadsheets paste. */
export function asTabbed(columns: ResultColumn[], rows: Row[]): string {
  const lines = [columns.map((column) => plainText(column.name)), ...rows.map((row) => row.map(plainText))];
  return lines.map((line) => line.join('\t')).join('\n');
}

/** Rows as the records that a chart draws. */
export function asRecords(columns: ResultColumn[], rows: Row[]): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column.name, chartValue(row[at], column)])),
  );
}

function chartValue(cell: Cell, column: ResultColumn): unknown {
  return typeof cell === 'string' && isNumeric(column) ? Number(cell) : cell;
}

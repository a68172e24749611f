import type { Cell, ResultColumn, Row } from '../api/types';

const numeric = new Set(['integer', 'decimal', 'real']);
const plainNumber = /(^|_)(id|year|code|zip|no|nr|number)$/i;
const grouped = new Intl.NumberFormat(undefined, { maximumFractionDigits: 20 });
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const point = new Intl.NumberFormat().formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
const exactNumber = /^(-?)(\d+)(?:\.(\d+))?$/;

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

/** All digits of a number that came as text, with the separators of the person's language. */
function exactText(text: string): string {
  const [, sign, digits, fraction] = exactNumber.exec(text) ?? [];
  if (digits === undefined) return text;
  return `${sign}${whole.format(BigInt(digits))}${fraction === undefined ? '' : point + fraction}`;
}

/** A value as people read it; null is the caller's to draw. */
export function cellText(cell: Cell, column: ResultColumn): string {
  if (typeof cell === 'number') return namesThings(column) ? String(cell) : grouped.format(cell);
  if (typeof cell === 'string') {
    if (isNumeric(column)) return namesThings(column) ? cell : exactText(cell);
    return column.type.startsWith('timestamp') ? momentText(cell) : cell;
  }
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell as boolean);
}

function momentText(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ').replace(/ 00:00:00(\.0+)?$/, '');
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

function chartValue(cell: Cell, column: ResultColumn): unknown {
  return typeof cell === 'string' && isNumeric(column) ? Number(cell) : cell;
}

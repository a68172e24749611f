import * as t from '@/texts/result';
import type { Cell, ColumnFilter, Match, ResultColumn, Row } from '../api/types';
import { exactCell, isMoment, isNumeric } from './cells';

const words: Record<Match, string> = t.comparisons;

const momentWords: Partial<Record<Match, string>> = t.momentComparisons;

const ordered: Match[] = ['equals', 'not_equals', 'less', 'less_equal', 'greater', 'greater_equal'];

/** What a column can be asked for, the likeliest first. */
export function matchesFor(column: ResultColumn): { value: Match; label: string }[] {
  const nulls: Match[] = ['is_null', 'is_not_null'];
  const all: Match[] = isNumeric(column) || isMoment(column)
    ? [...ordered, ...nulls]
    : column.type === 'boolean'
      ? ['equals', ...nulls]
      : ['contains', 'equals', 'not_equals', ...nulls];
  return all.map((value) => ({ value, label: matchWords(value, column) }));
}

export function matchWords(match: Match, column: ResultColumn): string {
  return (isMoment(column) && momentWords[match]) || words[match];
}

export function needsValue(match: Match): boolean {
  return match !== 'is_null' && match !== 'is_not_null';
}

/** What is wrong with a value; null when nothing is. The server looks again. */
export function complaintOf(value: string, match: Match, column: ResultColumn): string | null {
  if (!needsValue(match)) return null;
  if (isNumeric(column) && !/^-?\d+(\.\d+)?$/.test(value.trim())) return t.numberWrong;
  if (isMoment(column) && !/^\d{4}-\d\d-\d\d([ T][\d:.+Z-]+)?$/.test(value.trim())) return t.dateWrong;
  return value === '' ? t.valueMissing : null;
}

function holds(cell: Cell, { match, value = '' }: ColumnFilter, column: ResultColumn): boolean {
  if (match === 'is_null') return cell === null || cell === undefined;
  if (cell === null || cell === undefined) return false;
  if (match === 'is_not_null') return true;
  const text = exactCell(cell);
  if (match === 'contains') return text.toLowerCase().includes((value ?? '').toLowerCase());
  const [left, right] = isNumeric(column)
    ? [Number(text), Number(value)]
    : [text.replace('T', ' '), (value ?? '').replace('T', ' ')];
  switch (match) {
    case 'not_equals':
      return left !== right;
    case 'less':
      return left < right;
    case 'less_equal':
      return left <= right;
    case 'greater':
      return left > right;
    case 'greater_equal':
      return left >= right;
    default:
      return left === right || (column.type === 'timestamp' && left === `${right} 00:00:00`);
  }
}

/** The rows that match all filters, of a result that is here as a whole. */
export function filterRows(columns: ResultColumn[], rows: Row[], filters: ColumnFilter[]): Row[] {
  if (filters.length === 0) return rows;
  return rows.filter((row) =>
    filters.every((filter) => {
      const column = columns[filter.column];
      return column !== undefined && holds(row[filter.column], filter, column);
    }),
  );
}

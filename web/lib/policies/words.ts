import type { ExplainedTable } from '@/lib/api/types';
import * as t from '@/texts/policies';

export type Access = 'all' | 'part' | 'none';

export interface Cell {
  access: Access;
  text: string;
}

/** What somebody sees of a table, in a few words. */
export function cellOf({ seen, filtered, columns }: ExplainedTable): Cell {
  if (!seen) return { access: 'none', text: t.hidden };
  const masked = columns.filter((column) => column.seen && column.mask !== 'none').length;
  const hidden = columns.filter((column) => !column.seen).length;
  const parts = [masked && t.maskedCount(masked), hidden && t.hiddenCount(hidden), filtered && t.someRows].filter(Boolean);
  return parts.length === 0 ? { access: 'all', text: t.all } : { access: 'part', text: parts.join(', ') };
}

/** A JSON value of a difference, short enough for a line. */
export function shortJson(value: unknown): string {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

export function fullName({ schema, name }: { schema: string; name: string }): string {
  return schema ? `${schema}.${name}` : name;
}

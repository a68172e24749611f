import type { Table } from './api/types';

function contains(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.trim().toLowerCase());
}

/** Tables of which the name, or the name of a column, contains the text. */
export function matching(tables: Table[], text: string): Table[] {
  if (!text.trim()) return tables;
  return tables.filter(
    (table) => contains(table.name, text) || table.columns.some(({ name }) => contains(name, text)),
  );
}

/** Whether a column is why its table was found. */
export function isHit(name: string, text: string): boolean {
  return text.trim() !== '' && contains(name, text);
}

import { useSyncExternalStore } from 'react';
import type { Look } from '../api/results';
import type { ResultColumn } from '../api/types';
import type { ColumnOrder } from './order';

/** How a table is looked at: its rows, and which columns of them where they are not as they came. */
export interface TableLook extends Look {
  order?: ColumnOrder;
}

export const asItCame: TableLook = { sort: [], filters: [] };

/** How results are looked at in this tab, by what they are of: the table sets it, a file follows it. */
const looks = new Map<string, TableLook>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setLook(key: string, look: TableLook): void {
  if (isTouched(look)) looks.set(key, look);
  else looks.delete(key);
  listeners.forEach((listener) => listener());
}

export function useLook(key: string): TableLook {
  return useSyncExternalStore(subscribe, () => looks.get(key) ?? asItCame, () => asItCame);
}

export function isTouched({ sort, filters, order }: TableLook): boolean {
  return sort.length > 0 || filters.length > 0 || order !== undefined;
}

/** Without what is about columns that the result no longer has. */
export function within(look: TableLook, columns: readonly ResultColumn[]): TableLook {
  const stands = ({ column }: { column: number }) => column < columns.length;
  const orderStands = look.order?.shown.every((column) => stands({ column })) ?? true;
  if (look.sort.every(stands) && look.filters.every(stands) && orderStands) return look;
  return { sort: look.sort.filter(stands), filters: look.filters.filter(stands), order: orderStands ? look.order : undefined };
}

import { useSyncExternalStore } from 'react';
import type { Look } from '../api/results';
import type { ResultColumn } from '../api/types';

export const asItCame: Look = { sort: [], filters: [] };

/** How results are looked at in this tab, by what they are of: the table sets it, a file follows it. */
const looks = new Map<string, Look>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setLook(key: string, look: Look): void {
  if (isTouched(look)) looks.set(key, look);
  else looks.delete(key);
  listeners.forEach((listener) => listener());
}

export function useLook(key: string): Look {
  return useSyncExternalStore(subscribe, () => looks.get(key) ?? asItCame, () => asItCame);
}

export function isTouched({ sort, filters }: Look): boolean {
  return sort.length > 0 || filters.length > 0;
}

/** Without what is about columns that the result no longer has. */
export function within(look: Look, columns: readonly ResultColumn[]): Look {
  const stands = ({ column }: { column: number }) => column < columns.length;
  if (look.sort.every(stands) && look.filters.every(stands)) return look;
  return { sort: look.sort.filter(stands), filters: look.filters.filter(stands) };
}

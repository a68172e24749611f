import { count } from '../format';
import type { DbtImported, DbtItem, Imported } from './types';

/** "3 would be added, 1 changed; 5 are there already." */
export function importText({ added, changed, unchanged }: Pick<Imported, 'added' | 'changed' | 'unchanged'>, done: boolean): string {
  if (added + changed === 0) return unchanged === 0 ? 'There is nothing in it.' : 'All of it is there already.';
  const verb = done ? (added === 1 ? 'was' : 'were') : 'would be';
  const there = unchanged > 0 ? ` ${count(unchanged, 'is', 'are')} there already.` : '';
  return `${added.toLocaleString()} ${verb} added, ${changed.toLocaleString()} changed.${there}`;
}

export function dbtText(imported: DbtImported, done: boolean): string {
  const { passed } = imported;
  const over = passed > 0 ? ` ${count(passed, 'entry is', 'entries are')} passed over; the report says why.` : '';
  return importText(imported, done) + over;
}

export const dbtKindWords: Record<NonNullable<DbtItem['kind']>, string> = {
  description: 'Description',
  relation: 'Relation',
  term: 'Term',
};

export const dbtOutcomeWords: Record<DbtItem['outcome'], { label: string; color: string }> = {
  added: { label: 'New', color: 'tide' },
  changed: { label: 'Changed', color: 'yellow' },
  unchanged: { label: 'There already', color: 'gray' },
  passed: { label: 'Passed over', color: 'orange' },
};

import * as t from '@/texts/knowledge';
import type { DbtImported, DbtItem, Imported } from './types';

/** "3 would be added, 1 changed; 5 are there already." */
export function importText({ added, changed, unchanged }: Pick<Imported, 'added' | 'changed' | 'unchanged'>, done: boolean): string {
  if (added + changed === 0) return unchanged === 0 ? t.fileEmpty : t.allThere;
  return t.imported(added, changed, unchanged, done);
}

export function dbtText(imported: DbtImported, done: boolean): string {
  const { passed } = imported;
  const told = importText(imported, done);
  return passed > 0 ? t.alsoPassedOver(told, passed) : told;
}

export const dbtKindWords: Record<NonNullable<DbtItem['kind']>, string> = t.dbtKinds;

export const dbtOutcomeWords: Record<DbtItem['outcome'], { label: string; color: string }> = {
  added: { label: t.isNew, color: 'tide' },
  changed: { label: t.changed, color: 'yellow' },
  unchanged: { label: t.thereAlready, color: 'gray' },
  passed: { label: t.passedOver, color: 'orange' },
};

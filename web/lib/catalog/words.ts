import * as t from '@/texts/catalog';
import type { Broken, Drift, RelationEnd, RelationState, SchemaChange, TableName } from './types';

/** `orders`, or `sales.orders` where that tells more. */
export function tableText({ schema, name }: TableName, usual: string): string {
  return schema === usual || schema === '' ? name : `${schema}.${name}`;
}

export function endText({ schema, table, columns }: RelationEnd, usual: string): string {
  return `${tableText({ schema, name: table }, usual)}.${columns.join(', ')}`;
}

/** What a code of the API reads like. */
export const plain = (code: string) => code.replaceAll('_', ' ');

export const stateWords: Record<RelationState, { label: string; color: string; says: string }> = {
  declared: { label: t.declared, color: 'tide', says: t.declaredMeans },
  inferred: { label: t.inferred, color: 'yellow', says: t.inferredMeans },
  accepted: { label: t.accepted, color: 'tide', says: t.acceptedMeans },
  rejected: { label: t.rejected, color: 'gray', says: t.rejectedMeans },
};

export const causeWords: Record<Drift['cause'], string> = t.causes;

/** "is now text, was integer": what happened to what a change names. */
export function changeText({ kind, before, after }: SchemaChange): string {
  switch (kind) {
    case 'table_added':
    case 'column_added':
      return after ? t.isNewWith(after) : t.isNew;
    case 'table_removed':
    case 'column_removed':
      return t.isGone;
    case 'table_renamed':
    case 'column_renamed':
      return t.seemsRenamed(before);
    case 'column_type_changed':
      return t.typeChanged(after, before);
    case 'table_kind_changed':
      return t.kindChanged(after && plain(after), before);
    case 'column_nullability_changed':
      return after === 'nullable' ? t.mayBeEmpty : t.isRequiredNow;
    case 'primary_key_changed':
      return t.primaryKeyChanged(after, before);
    case 'foreign_key_added':
      return t.keyNew(after ?? '');
    case 'foreign_key_removed':
      return t.keyLost(before ?? '');
    case 'comment_changed':
      return t.commentChanged;
  }
}

/** Whether somebody may have leaned on what a change took away. */
export function isLoss({ kind }: SchemaChange): boolean {
  return /removed|renamed|type_changed|kind_changed/.test(kind);
}

const dependents: Record<Broken['kind'], string> = {
  verified: t.verifiedQuestion,
  term: t.term,
  relation: t.relation,
  policy: '', // its name says so already
  tile: t.dashboardTile,
  saved_query: t.savedQuery,
};

export const dependentText = ({ kind }: Broken) => dependents[kind];

/** Where it can be mended; none: it has no page of its own. */
export function dependentHref({ kind, id, parent_id }: Broken, source: string): string | undefined {
  const of = `source=${encodeURIComponent(source)}`;
  if (kind === 'verified') return `/knowledge?${of}&tab=verified&show=${encodeURIComponent(id)}`;
  if (kind === 'term') return `/knowledge?${of}&show=${encodeURIComponent(id)}`;
  if (kind === 'relation') return `/sources/${encodeURIComponent(source)}?tab=relations`;
  if (kind === 'policy') return `/policies?${of}&tab=rules`;
  if (kind === 'tile' && parent_id) return `/dashboards/${encodeURIComponent(parent_id)}`;
  return undefined;
}

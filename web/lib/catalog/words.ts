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
  declared: { label: 'Declared', color: 'tide', says: 'A foreign key of the database.' },
  inferred: { label: 'Inferred', color: 'yellow', says: 'Names and types give it away. Questions join by it.' },
  accepted: { label: 'Accepted', color: 'tide', says: 'A person said so. Questions join by it first.' },
  rejected: { label: 'Rejected', color: 'gray', says: 'A person said no. Questions do without it.' },
};

export const causeWords: Record<Drift['cause'], string> = {
  asked: 'Somebody looked',
  schedule: 'Found on schedule',
  error: 'Found when a query failed',
};

/** "is now text, was integer": what happened to what a change names. */
export function changeText({ kind, before, after }: SchemaChange): string {
  const was = before ? ` (was ${before})` : '';
  switch (kind) {
    case 'table_added':
    case 'column_added':
      return after ? `is new, ${after}` : 'is new';
    case 'table_removed':
    case 'column_removed':
      return 'is gone';
    case 'table_renamed':
    case 'column_renamed':
      return `seems to be what was ${before ?? 'called otherwise'}`;
    case 'column_type_changed':
      return `is now ${after ?? 'of another type'}${was}`;
    case 'table_kind_changed':
      return `is now a ${plain(after ?? 'thing of another kind')}${was}`;
    case 'column_nullability_changed':
      return after === 'nullable' ? 'may be empty now' : 'is required now';
    case 'primary_key_changed':
      return `has another primary key: ${after || 'none'}${was}`;
    case 'foreign_key_added':
      return `has a new key: ${after ?? ''}`;
    case 'foreign_key_removed':
      return `has lost the key ${before ?? ''}`;
    case 'comment_changed':
      return 'has another comment';
  }
}

/** Whether somebody may have leaned on what a change took away. */
export function isLoss({ kind }: SchemaChange): boolean {
  return /removed|renamed|type_changed|kind_changed/.test(kind);
}

const dependents: Record<Broken['kind'], string> = {
  verified: 'Verified question',
  term: 'Term',
  relation: 'Relation',
  policy: '', // its name says so already
  tile: 'Dashboard tile',
  saved_query: 'Saved query',
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

import type { Mask } from '@/lib/api/types';

export type Effect = 'allow' | 'deny';

export interface ColumnRule {
  mask?: Mask;
  size?: number;
  value?: string | number | boolean;
}

export interface TableRule {
  hidden?: boolean;
  default?: Effect;
  columns?: Record<string, ColumnRule>;
  rows?: string;
}

export interface Audience {
  roles?: string[];
  users?: string[];
  attributes?: Record<string, string>;
}

export interface Rule {
  id?: string;
  to?: Audience;
  mandatory?: boolean;
  default?: Effect;
  schemas?: Record<string, Effect>;
  tables?: Record<string, TableRule>;
  limits?: Record<string, number>;
}

/** A policy as people write it; docs/policies.md tells its form. */
export interface PolicyDocument {
  unrestricted?: string[];
  rules: Rule[];
}

/** What the API gives or somebody typed; a lone rule is a policy for everybody. */
export function documentOf(value: unknown): PolicyDocument | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { rules } = value as { rules?: unknown };
  if (rules === undefined) return { rules: [value as Rule] };
  return Array.isArray(rules) ? (value as PolicyDocument) : undefined;
}

/** The name by which a rule speaks of a table: as it does already, else the full one. */
export function keyOf(rule: Rule | undefined, schema: string, table: string): string {
  const full = schema ? `${schema}.${table}` : table;
  if (rule?.tables && !(full in rule.tables) && table in rule.tables) return table;
  return full;
}

/** One step of an RFC 6901 pointer. */
function step(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function tablePointer(rule: number, key: string): string {
  return `/rules/${rule}/tables/${step(key)}`;
}

/** The attributes that row rules ask for. */
export function attributesAsked({ rules }: PolicyDocument): string[] {
  const texts = rules.flatMap(({ tables }) => Object.values(tables ?? {}).map(({ rows }) => rows ?? ''));
  const names = texts.flatMap((text) => [...text.matchAll(/:user\.([A-Za-z_][A-Za-z0-9_]*)/g)].map((each) => each[1] ?? ''));
  return [...new Set(names)];
}

export function sameDocument(one: PolicyDocument, other: PolicyDocument): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

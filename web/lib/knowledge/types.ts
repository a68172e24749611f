import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

export type Term = Schemas['TermShape'];
export type TermKind = Term['kind'];
export type Verified = Schemas['VerifiedShape'];
export type Imported = Schemas['ImportedShape'];
export type DbtImported = Schemas['DbtImportedShape'];
export type DbtItem = Schemas['DbtItemShape'];

/** A term as a form holds it: every member there, what is empty is not sent. */
export interface TermDraft {
  kind: TermKind;
  phrase: string;
  table: string;
  column: string;
  value: string;
  formula: string;
  condition: string;
  columns: string[];
  description: string;
}

export interface VerifiedDraft {
  question: string;
  sql: string;
}

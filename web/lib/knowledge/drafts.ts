import * as t from '@/texts/knowledge';
import type { Term, TermDraft, TermKind, Verified, VerifiedDraft } from './types';

export const kinds: { value: TermKind; label: string; hint: string }[] = [
  { value: 'synonym', label: t.otherWord, hint: t.synonymMeans },
  { value: 'metric', label: t.figure, hint: t.metricMeans },
  { value: 'filter', label: t.filter, hint: t.filterMeans },
  { value: 'columns', label: t.shownColumns, hint: t.columnsMeans },
];

export const kindLabel = (kind: TermKind) => kinds.find(({ value }) => value === kind)?.label ?? kind;

export const noTerm: TermDraft = {
  kind: 'synonym', phrase: '', table: '', column: '', value: '', formula: '', condition: '', columns: [], description: '',
};

export function draftOf(term: Term): TermDraft {
  const { kind, phrase, table, column, value, formula, condition, columns, description } = term;
  return {
    kind, table, phrase: phrase ?? '', column: column ?? '', value: value ?? '', formula: formula ?? '',
    condition: condition ?? '', columns: columns ?? [], description: description ?? '',
  };
}

export function verifiedDraftOf(verified: Verified | undefined): VerifiedDraft {
  return { question: verified?.question ?? '', sql: verified?.sql ?? '' };
}

/** What a term of its kind has; empty members are not said. */
export function bodyOf({ kind, phrase, table, column, value, formula, condition, columns, description }: TermDraft) {
  const said = (text: string) => text.trim() || undefined;
  const body = { kind, table, description: said(description), phrase: kind === 'columns' ? undefined : said(phrase) };
  if (kind === 'synonym') return { ...body, column: said(column), value: column ? said(value) : undefined };
  if (kind === 'metric') return { ...body, formula: said(formula) };
  if (kind === 'filter') return { ...body, condition: said(condition) };
  return { ...body, columns };
}

/** As a change: what is empty is taken away. */
export function changeOf(draft: TermDraft) {
  const { kind, column, value, description, columns } = draft;
  const { phrase, table, formula, condition } = bodyOf(draft) as { table: string; phrase?: string; formula?: string; condition?: string };
  return {
    phrase, table, formula, condition, description,
    column: kind === 'synonym' ? column : undefined,
    value: kind === 'synonym' ? (column ? value : '') : undefined,
    columns: kind === 'columns' ? columns : undefined,
  };
}

/** Whether there is enough of it to have the server look at it. */
export function isWhole({ kind, phrase, table, formula, condition, columns }: TermDraft): boolean {
  if (!table || (kind !== 'columns' && !phrase.trim())) return false;
  if (kind === 'metric') return formula.trim() !== '';
  if (kind === 'filter') return condition.trim() !== '';
  return kind !== 'columns' || columns.length > 0;
}

/** What a term means, in a line. */
export function meaningOf({ kind, table, column, value, formula, condition, columns }: Term): string {
  if (kind === 'metric') return formula ?? '';
  if (kind === 'filter') return condition ?? '';
  if (kind === 'columns') return (columns ?? []).join(', ');
  return [[table, column].filter(Boolean).join('.'), value].filter(Boolean).join(' = ');
}

const has = (text: string, words: string) => text.toLowerCase().includes(words.trim().toLowerCase());

export interface Sieve {
  words: string;
  kind: string;
  broken: boolean;
}

export function termsIn(terms: Term[], { words, kind, broken }: Sieve): Term[] {
  return terms.filter(
    (term) =>
      (kind === '' || term.kind === kind) &&
      (!broken || term.problem !== undefined) &&
      has([term.phrase, term.table, meaningOf(term), term.description].filter(Boolean).join(' '), words),
  );
}

export function verifiedIn(all: Verified[], { words, broken }: Sieve): Verified[] {
  return all.filter((each) => (!broken || each.problem !== undefined) && has(`${each.question} ${each.sql}`, words));
}

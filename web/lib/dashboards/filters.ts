import * as t from '@/texts/filters';
import type { DashboardFilter, FilterColumn, FilterKind, FilterValue, FilterValues } from '../api/types';

const none: FilterValue = {};

export function isChosen({ values, text, from, to }: FilterValue = none): boolean {
  return Boolean(values?.length || text || from || to);
}

/** What was chosen, without what is empty. */
export function cleaned(values: FilterValues): FilterValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isChosen(value)));
}

/** As it stands in addresses and requests; empty when nothing was chosen. */
export function chosenText(values: FilterValues): string {
  const chosen = cleaned(values);
  return Object.keys(chosen).length > 0 ? JSON.stringify(chosen) : '';
}

const textOf = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

function valueOf(read: unknown): FilterValue {
  if (typeof read !== 'object' || read === null) return none;
  const { values, text, from, to } = read as Record<string, unknown>;
  const list = Array.isArray(values) ? values.filter((each) => typeof each === 'string') : [];
  return { values: list.length > 0 ? list : undefined, text: textOf(text), from: textOf(from), to: textOf(to) };
}

/** What an address says was chosen, of filters that there are: anybody may have written it. */
export function readChosen(address: string, filters: readonly DashboardFilter[]): FilterValues {
  try {
    const read: unknown = JSON.parse(address);
    if (typeof read !== 'object' || read === null) return {};
    const values = read as Record<string, unknown>;
    return cleaned(Object.fromEntries(filters.map(({ id }) => [id, valueOf(values[id])])));
  } catch {
    return {};
  }
}

/** "DE, FR", "from 5", "2026-01-01 – 2026-01-31". */
export function summaryOf({ values, text, from, to }: FilterValue): string {
  if (values?.length) return values.length > 3 ? t.valuesAndMore(values.slice(0, 2).join(', '), values.length - 2) : values.join(', ');
  if (text) return t.containsText(text);
  if (from && to) return `${from} – ${to}`;
  if (from) return t.fromValue(from);
  return to ? t.toValue(to) : '';
}

function dayText(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Ranges that people often want, as of today. */
export function datePresets(today: Date = new Date()): { label: string; from: string; to: string }[] {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const range = (label: string, from: Date, to: Date = today) => ({ label, from: dayText(from), to: dayText(to) });
  return [
    range(t.lastDays7, new Date(year, month, day - 6)),
    range(t.lastDays30, new Date(year, month, day - 29)),
    range(t.thisMonth, new Date(year, month, 1)),
    range(t.lastMonth, new Date(year, month - 1, 1), new Date(year, month, 0)),
    range(t.thisYear, new Date(year, 0, 1)),
    range(t.lastYear, new Date(year - 1, 0, 1), new Date(year, 0, 0)),
  ];
}

/** One text for each column of each source. */
export function keyOf({ connection_id, schema, table, column }: FilterColumn): string {
  return JSON.stringify([connection_id, schema, table, column]);
}

export function columnOf(key: string): FilterColumn {
  const [connection_id = '', schema = '', table = '', column = ''] = JSON.parse(key) as string[];
  return { connection_id, schema, table, column };
}

export const filterKinds: { value: FilterKind; label: string }[] = [
  { value: 'choice', label: t.choiceKind },
  { value: 'date', label: t.daysKind },
  { value: 'number', label: t.numbersKind },
  { value: 'text', label: t.textKind },
];

/** What one would choose of a column of this type. */
export function fittingFilter(type: string): FilterKind {
  if (['date', 'timestamp', 'timestamptz'].includes(type)) return 'date';
  return ['integer', 'decimal', 'real'].includes(type) ? 'number' : 'choice';
}

/** A word that no filter has yet. */
export function freshId(filters: readonly { id: string }[]): string {
  const taken = new Set(filters.map(({ id }) => id));
  let number = filters.length + 1;
  while (taken.has(`filter${number}`)) number += 1;
  return `filter${number}`;
}

/** The labels of filters that do not concern a tile. */
export function labelsOf(ids: readonly string[], filters: readonly DashboardFilter[]): string {
  return ids.map((id) => filters.find((filter) => filter.id === id)?.label ?? id).join(', ');
}

import * as t from '@/texts/dashboards';
import { roles } from '../admin/roles';
import type { Answer, DryRun, TileKind } from '../api/types';
import type { Place } from './layout';

const kinds: Record<TileKind, string> = t.tileKinds;

export const kindName = (kind: TileKind) => kinds[kind];
export const kindOptions = (['chart', 'table', 'number'] as const).map((value) => ({ value, label: kinds[value] }));

/** How often a tile or a board asks anew. */
export const refreshOptions = [
  { value: '0', label: t.never },
  { value: '30', label: t.every30Seconds },
  { value: '60', label: t.everyMinute },
  { value: '300', label: t.every5Minutes },
  { value: '900', label: t.every15Minutes },
  { value: '3600', label: t.everyHour },
];

/** The interval in words, also one that the list does not have. */
export function refreshLabel(seconds: string): string {
  return refreshOptions.find(({ value }) => value === seconds)?.label ?? t.everySeconds(Number(seconds));
}

/** "2 min old". */
export function ageText(asOf: string, now: number): string {
  const seconds = Math.max(0, (now - new Date(asOf).getTime()) / 1000);
  if (seconds < 60) return t.justNow;
  if (seconds < 3600) return t.minutesOld(Math.floor(seconds / 60));
  return seconds < 86_400 ? t.hoursOld(Math.floor(seconds / 3600)) : t.daysOld(Math.floor(seconds / 86_400));
}

/** What a screen reader says of a tile that was moved or resized. */
export function placeText(title: string, { x, y, w, h }: Place): string {
  return t.placeOf(title, x + 1, y + 1, w, h);
}

export function staysText(title: string): string {
  return t.staysPut(title);
}

/** The roles that somebody may give away by a link: none above their own, the least first. */
export function rolesUpTo(own: string | undefined) {
  const at = roles.findIndex(({ value }) => value === own);
  return at < 0 ? [] : roles.slice(at).toReversed();
}

/** The kind of tile that shows an answer best. */
export function fittingKind({ columns, rows, chart }: Pick<Answer, 'columns' | 'rows' | 'chart'>): TileKind {
  if (rows.length === 1 && columns.length === 1) return 'number';
  return chart ? 'chart' : 'table';
}

/** What a dry run found. */
export function dryRunText({ tables, columns, limits }: DryRun): string {
  const read = tables.map(({ table }) => table).join(', ') || t.noTable;
  const masked = columns.filter((column) => column.masked).map(({ name }) => name);
  const hidden = masked.length > 0 ? t.alsoMaskedForYou(masked.join(', ')) : '';
  return t.dryRun(read, columns.length, limits.rows_max, hidden);
}

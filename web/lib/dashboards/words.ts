import { roles } from '../admin/roles';
import type { Answer, DryRun, TileKind } from '../api/types';
import { count } from '../format';
import type { Place } from './layout';

const kinds: Record<TileKind, string> = { chart: 'Chart', table: 'Table', number: 'Number', text: 'Text' };

export const kindName = (kind: TileKind) => kinds[kind];
export const kindOptions = (['chart', 'table', 'number'] as const).map((value) => ({ value, label: kinds[value] }));

/** How often a tile or a board asks anew. */
export const refreshOptions = [
  { value: '0', label: 'Never' },
  { value: '30', label: 'Every 30 seconds' },
  { value: '60', label: 'Every minute' },
  { value: '300', label: 'Every 5 minutes' },
  { value: '900', label: 'Every 15 minutes' },
  { value: '3600', label: 'Every hour' },
];

/** The interval in words, also one that the list does not have. */
export function refreshLabel(seconds: string): string {
  return refreshOptions.find(({ value }) => value === seconds)?.label ?? `Every ${count(Number(seconds), 'second')}`;
}

/** "2 min old". */
export function ageText(asOf: string, now: number): string {
  const seconds = Math.max(0, (now - new Date(asOf).getTime()) / 1000);
  if (seconds < 60) return 'Just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min old`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h old` : `${Math.floor(seconds / 86_400)} d old`;
}

/** What a screen reader says of a tile that was moved or resized. */
export function placeText(title: string, { x, y, w, h }: Place): string {
  return `${title}: column ${x + 1}, row ${y + 1}, ${w} wide, ${h} high`;
}

export function staysText(title: string): string {
  return `${title} stays where it is: there is no way further`;
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
  const read = tables.map(({ table }) => table).join(', ') || 'no table';
  const masked = columns.filter((column) => column.masked).map(({ name }) => name);
  const hidden = masked.length > 0 ? ` Masked for you: ${masked.join(', ')}.` : '';
  return `It may run: reads ${read}, shows ${count(columns.length, 'column')}, at most ${limits.rows_max.toLocaleString()} rows.${hidden}`;
}

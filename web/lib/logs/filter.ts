import * as t from '@/texts/logs';

/** Which entries of the log are asked for; what is empty does not matter. */
export interface LogFilter {
  text: string;
  person: string;
  door: string;
  outcome: string;
  source: string;
  /** The id of an API key. */
  key: string;
  period: string;
  /** Days such as 2026-11-30, of the period `days`. */
  from: string;
  to: string;
}

export const filterNames = ['text', 'person', 'door', 'outcome', 'source', 'key', 'period', 'from', 'to'] as const;

const hourMs = 3_600_000;
const lengths: Record<string, number> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
};

export const periods = [
  { value: 'hour', label: t.lastHour },
  { value: 'day', label: t.lastHours24 },
  { value: 'week', label: t.lastDays7 },
  { value: 'month', label: t.lastDays30 },
  { value: 'days', label: t.betweenDays },
];

/** The first moment of a day where the person is, some days later if told; none for what is no day. */
function midnight(day: string, later = 0): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!parts) return undefined;
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later).toISOString();
}

/** From when and until when entries are asked for. */
export function boundsOf({ period, from, to }: LogFilter, now: number = Date.now()): { since?: string; until?: string } {
  if (period === 'days') return { since: midnight(from), until: midnight(to, 1) };
  const length = lengths[period];
  return length === undefined ? {} : { since: new Date(now - length).toISOString() };
}

/** What the API is asked with. */
export function queryOf(filter: LogFilter, now?: number) {
  const { text, person, door, outcome, source, key } = filter;
  const asked = { text, user_id: person, door, outcome, connection_id: source, api_key_id: key, ...boundsOf(filter, now) };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
}

export function isNarrow(filter: LogFilter): boolean {
  return filterNames.some((name) => filter[name] !== '');
}

export const everything: LogFilter = { text: '', person: '', door: '', outcome: '', source: '', key: '', period: '', from: '', to: '' };

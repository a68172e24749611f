import * as t from '@/texts/schedules';
import type { NewSchedule, Schedule } from '../api/types';

/** What the form of a schedule holds: all that any kind of it may need. */
export interface ScheduleDraft {
  every: Schedule['every'];
  minutes: string;
  at: string;
  weekday: string;
  day: string;
  time_zone: string;
  door: Schedule['door'];
  url: string;
  recipients: string[];
}

export const weekdays = [t.monday, t.tuesday, t.wednesday, t.thursday, t.friday, t.saturday, t.sunday].map((label, at) => ({
  value: String(at + 1),
  label,
}));

export const intervals = [
  { value: '15', label: t.minutes15 },
  { value: '30', label: t.minutes30 },
  { value: '60', label: t.hour },
  { value: '240', label: t.hours4 },
  { value: '720', label: t.hours12 },
];

export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function timeZones(): string[] {
  return [...new Set(['UTC', ownTimeZone(), ...Intl.supportedValuesOf('timeZone')])];
}

export function draftOf(schedule?: Schedule): ScheduleDraft {
  return {
    every: schedule?.every ?? 'day',
    minutes: String(schedule?.minutes ?? 60),
    at: schedule?.at ?? '08:00',
    weekday: String(schedule?.weekday ?? 1),
    day: String(schedule?.day ?? 1),
    time_zone: schedule?.time_zone ?? ownTimeZone(),
    door: schedule?.door ?? 'webhook',
    url: schedule?.url ?? '',
    recipients: schedule?.recipients ?? [],
  };
}

/** What is sent of a draft: only what its kind knows. */
export function sentOf({ every, minutes, at, weekday, day, time_zone, door, url, recipients }: ScheduleDraft): NewSchedule {
  const place = door === 'webhook' ? { door, url: url.trim() } : { door, recipients };
  if (every === 'minutes') return { every, minutes: Number(minutes), ...place };
  const when = { every, at, time_zone, ...place };
  if (every === 'week') return { ...when, weekday: Number(weekday) };
  return every === 'month' ? { ...when, day: Number(day) } : when;
}

function every({ every: unit, minutes, weekday, day }: Schedule): string {
  if (unit === 'minutes') {
    const text = intervals.find(({ value }) => value === String(minutes))?.label.toLowerCase();
    return t.everyMinutesText(text, minutes);
  }
  if (unit === 'week') return t.everyWeekday(weekdays[(weekday ?? 1) - 1]?.label);
  return unit === 'month' ? t.everyMonthDay(day) : t.everyDay;
}

/** "Every Monday at 08:00 (Europe/Berlin)". */
export function rhythmText(schedule: Schedule): string {
  const { at, time_zone } = schedule;
  return at ? t.atTime(every(schedule), at, time_zone) : every(schedule);
}

export function placeText({ door, url, recipients }: Schedule): string {
  return door === 'webhook' ? t.toAddress(url) : t.byEmailTo((recipients ?? []).join(', '));
}

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/** What keeps a draft from being sent, by field. */
export function troubleOf({ door, url, recipients, every: unit, at }: ScheduleDraft): Record<string, string> {
  const found: Record<string, string> = {};
  if (door === 'webhook' && !/^https?:\/\/[^\s/]/.test(url.trim())) found.url = t.addressWrong;
  if (door === 'email' && recipients.length === 0) found.recipients = t.recipientsMissing;
  if (door === 'email' && recipients.some((each) => !address.test(each))) found.recipients = t.recipientsWrong;
  if (unit !== 'minutes' && !/^\d\d:\d\d$/.test(at)) found.at = t.timeWrong;
  return found;
}

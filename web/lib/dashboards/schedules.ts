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

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((label, at) => ({
  value: String(at + 1),
  label,
}));

export const intervals = [
  { value: '15', label: '15 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: 'Hour' },
  { value: '240', label: '4 hours' },
  { value: '720', label: '12 hours' },
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
    return `Every ${text ?? `${minutes} minutes`}`;
  }
  if (unit === 'week') return `Every ${weekdays[(weekday ?? 1) - 1]?.label}`;
  return unit === 'month' ? `On day ${day} of every month` : 'Every day';
}

/** "Every Monday at 08:00 (Europe/Berlin)". */
export function rhythmText(schedule: Schedule): string {
  const { at, time_zone } = schedule;
  return at ? `${every(schedule)} at ${at} (${time_zone})` : every(schedule);
}

export function placeText({ door, url, recipients }: Schedule): string {
  return door === 'webhook' ? `To ${url}` : `By e-mail to ${(recipients ?? []).join(', ')}`;
}

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/** What keeps a draft from being sent, by field. */
export function troubleOf({ door, url, recipients, every: unit, at }: ScheduleDraft): Record<string, string> {
  const found: Record<string, string> = {};
  if (door === 'webhook' && !/^https?:\/\/[^\s/]/.test(url.trim())) found.url = 'An address such as https://example.org/in';
  if (door === 'email' && recipients.length === 0) found.recipients = 'Say to whom';
  if (door === 'email' && recipients.some((each) => !address.test(each))) found.recipients = 'These are no e-mail addresses';
  if (unit !== 'minutes' && !/^\d\d:\d\d$/.test(at)) found.at = 'A time such as 08:00';
  return found;
}

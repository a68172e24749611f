import type { Config } from 'vega-embed';

/** How a chart writes numbers and moments: the language of the browser in the terms of its library. */

type ChartLocale = Required<NonNullable<Config['locale']>>;
type Parts = { type: string; value: string }[];

function partOf(parts: Parts, type: string, otherwise: string): string {
  return parts.find((part) => part.type === type)?.value ?? otherwise;
}

function numbersOf(locale?: string): ChartLocale['number'] {
  const parts = new Intl.NumberFormat(locale).formatToParts(123_456_789_012.5);
  const groups = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length);
  const digit = new Intl.NumberFormat(locale, { useGrouping: false });
  const numerals = Array.from({ length: 10 }, (_, each) => digit.format(each));
  return {
    decimal: partOf(parts, 'decimal', '.'),
    thousands: partOf(parts, 'group', ','),
    // From the right; the last one goes on.
    grouping: groups.length > 1 ? groups.slice(1).reverse() : [3],
    currency: ['$', ''],
    numerals,
  } as ChartLocale['number'];
}

/** Names of what begins at each of the days. */
function namesOf(days: number[], options: Intl.DateTimeFormatOptions, locale?: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory' });
  return days.map((day) => format.format(new Date(day)));
}

export function chartLocale(locale?: string): ChartLocale {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 15));
  const week = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 8, 1 + day)); // a Sunday first
  return {
    number: numbersOf(locale),
    time: {
      dateTime: '%x, %X',
      date: '%d %b %Y',
      time: '%H:%M:%S',
      periods: ['AM', 'PM'],
      days: namesOf(week, { weekday: 'long' }, locale),
      shortDays: namesOf(week, { weekday: 'short' }, locale),
      months: namesOf(months, { month: 'long' }, locale),
      shortMonths: namesOf(months, { month: 'short' }, locale),
    } as ChartLocale['time'],
  };
}

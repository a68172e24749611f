import { languages } from './languages';

/**
 * Values of results as the person's language writes them. What no calendar or number format is sure of,
 * such as dates before 1900, BC, infinity and malformed text, stays as it came.
 */

/** Undefined is the languages of the browser. */
type Locale = string | undefined;
type Locales = string | string[] | undefined;

function perLocale<Made>(make: (locale: Locales) => Made): (locale: Locale) => Made {
  const made = new Map<Locale, Made>();
  return (locale) => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const fresh = make(locale ?? languages);
    made.set(locale, fresh);
    return fresh;
  };
}

const wholeNumbers = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const numbers = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));
const digitsOf = perLocale((locale) => {
  const one = new Intl.NumberFormat(locale, { useGrouping: false });
  return Array.from({ length: 10 }, (_, digit) => one.format(digit));
});
const pointOf = perLocale(
  (locale) => new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.',
);

const exactNumber = /^(-?)(\d+)(?:\.(\d+))?$/;

function inDigits(text: string, locale: Locale): string {
  const digits = digitsOf(locale);
  return text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

export function numberText(value: number, locale?: string): string {
  return numbers(locale).format(value);
}

/** All digits of a number that came as text, with the separators of the person's language. */
export function exactNumberText(text: string, locale?: string): string {
  const [, sign, whole, fraction] = exactNumber.exec(text) ?? [];
  if (whole === undefined) return text;
  const rest = fraction === undefined ? '' : pointOf(locale) + inDigits(fraction, locale);
  return `${sign}${wholeNumbers(locale).format(BigInt(whole))}${rest}`;
}

/** The clock and the calendar of the data: the browser's zone has no part in it. */
const asWritten = { timeZone: 'UTC', calendar: 'gregory' } as const;
const dates = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...asWritten }));
const minutes = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...asWritten }),
);
const seconds = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', ...asWritten }),
);

const isoMoment =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;
const firstYear = 1900;

/** The moment that the parts name, as if they were UTC; undefined when there is no such day. */
function momentOf([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]): Date | undefined {
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return exists && year >= firstYear ? moment : undefined;
}

/** "UTC" or "UTC+2": the zone that the data names. */
function zoneText(zone: string): string {
  const [, sign, hours, minute = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (hours === undefined || Number(hours + minute) === 0) return 'UTC';
  return `UTC${sign}${Number(hours)}${minute === '00' ? '' : `:${minute}`}`;
}

/** With the parts of a second that the data has: what differs looks different. */
function withFraction(moment: Date, fraction: string, locale: Locale): string {
  const written = pointOf(locale) + inDigits(fraction, locale);
  return seconds(locale)
    .formatToParts(moment)
    .map(({ type, value }) => (type === 'second' ? value + written : value))
    .join('');
}

/** A date, or a moment with its time and the zone it came with. Midnight without a zone is a date. */
export function momentText(text: string, locale?: string): string {
  const [, year, month, day, hour, minute, second, fraction = '', zone] = isoMoment.exec(text) ?? [];
  const moment = momentOf([year, month, day, hour, minute, second].map((part) => Number(part ?? 0)));
  if (year === undefined || !moment) return text;
  const told = fraction.replace(/0+$/, '');
  const isDate = hour === undefined || (zone === undefined && told === '' && moment.getTime() % 86_400_000 === 0);
  if (isDate) return dates(locale).format(moment);
  const format = second === undefined ? minutes : seconds;
  const written = told ? withFraction(moment, told, locale) : format(locale).format(moment);
  return zone === undefined ? written : `${written} ${zoneText(zone)}`;
}

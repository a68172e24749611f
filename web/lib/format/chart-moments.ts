/** Formats that Parlance gives to the moments of a chart, and what they show. */
const known: Record<string, Intl.DateTimeFormatOptions> = {
  '%b %Y': { month: 'short', year: 'numeric' },
  '%d %b': { day: 'numeric', month: 'short' },
  '%d %b %Y': { day: 'numeric', month: 'short', year: 'numeric' },
  '%d %b %H:%M': { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
};

const directives: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = { day: '%-d', year: '%Y', minute: '%M', dayPeriod: '%p' };

function directiveOf({ type, value }: Intl.DateTimeFormatPart, twelveHours: boolean): string {
  if (type === 'hour') return twelveHours ? '%-I' : '%H';
  if (type === 'month') return /^\p{Number}+$/u.test(value) ? '%-m' : '%b'; // Japanese counts them
  return directives[type] ?? value.replaceAll('%', '%%');
}

/**
 * A format in the order of the language: `%d %b %Y` is `%b %-d, %Y` in the United States. One that somebody
 * wrote otherwise stays (https://d3js.org/d3-time-format#locale_format).
 */
export function momentFormat(format: string, locale?: string): string {
  const shown = known[format];
  if (!shown) return format;
  const moments = new Intl.DateTimeFormat(locale, { ...shown, timeZone: 'UTC', calendar: 'gregory' });
  const parts = moments.formatToParts(0);
  const twelveHours = parts.some(({ type }) => type === 'dayPeriod');
  return parts.map((part) => directiveOf(part, twelveHours)).join('');
}

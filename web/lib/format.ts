/** Numbers, moments and durations as this person's browser writes them. */

import { languages } from './format/languages';
import { once } from './once';

const relative = once(() => new Intl.RelativeTimeFormat(languages, { numeric: 'auto' }));
const numbers = once(() => new Intl.NumberFormat(languages));
const tenths = once(() => new Intl.NumberFormat(languages, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
];

/** "3 minutes ago". */
export function ago(moment: string, now: number = Date.now()): string {
  let amount = (new Date(moment).getTime() - now) / 1000;
  for (const [unit, length] of steps) {
    if (Math.abs(amount) < length) return relative().format(Math.round(amount), unit);
    amount /= length;
  }
  return moment;
}

export function exactMoment(moment: string): string {
  return new Date(moment).toLocaleString(languages);
}

export function duration(ms: number): string {
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${ms < 10_000 ? tenths().format(ms / 1000) : number(Math.round(ms / 1000))} s`;
}

/** A number with the marks between its digits that the person is used to. */
export function number(amount: number | bigint): string {
  return numbers().format(amount);
}

export function percent(share: number): string {
  return `${number(Math.round(share * 100))} %`;
}

/** The size of a file: "12 kB", "2.5 MB". */
export function bytes(amount: number): string {
  if (amount < 1_000_000) return `${number(Math.ceil(amount / 1000))} kB`;
  return `${tenths().format(amount / 1_000_000)} MB`;
}

/** US dollars; small sums keep two digits that tell, so that one cheap call is not "$0.00". */
export function dollars(amount: number): string {
  // An answer's numbers are text where JavaScript would write them otherwise.
  const sum = Number(amount);
  const digits = sum !== 0 && Math.abs(sum) < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  const style = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  return sum.toLocaleString(languages, { ...style, ...digits });
}

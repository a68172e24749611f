/** Numbers, moments and durations as this person's browser writes them. */

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
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
    if (Math.abs(amount) < length) return relative.format(Math.round(amount), unit);
    amount /= length;
  }
  return moment;
}

export function exactMoment(moment: string): string {
  return new Date(moment).toLocaleString();
}

export function duration(ms: number): string {
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

/** A number with the marks between its digits that the person is used to. */
export function number(amount: number | bigint): string {
  return amount.toLocaleString();
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** US dollars; small sums keep two digits that tell, so that one cheap call is not "$0.00". */
export function dollars(amount: number): string {
  // An answer's numbers are text where JavaScript would write them otherwise.
  const sum = Number(amount);
  const digits = sum !== 0 && Math.abs(sum) < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  const style = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  return sum.toLocaleString(undefined, { ...style, ...digits });
}

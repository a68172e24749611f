import * as t from '@/texts/usage';
import type { Row, UsageGroup } from './api/types';
import { duration, number, percent } from './format';

export const usageColumns = [t.requests, t.failed, t.shareFailed, t.median, t.percentile95];

export function cellsOf({ requests, failed, median_ms, p95_ms }: UsageGroup): string[] {
  const timed = p95_ms > 0;
  return [
    number(requests),
    number(failed),
    requests > 0 ? percent(failed / requests) : '–',
    timed ? duration(median_ms) : '–',
    timed ? duration(p95_ms) : '–',
  ];
}

/** Two bars for each day: what went well and what did not. */
export function dayRows(days: UsageGroup[]): Row[] {
  return days.flatMap(({ name, requests, failed }) => [
    [name, t.done, requests - failed],
    [name, t.failed, failed],
  ]);
}

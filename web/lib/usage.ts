import type { Row, UsageGroup } from './api/types';
import { duration, percent } from './format';

export const usageColumns = ['Requests', 'Failed', 'Share failed', 'Median', '95th percentile'];

export function cellsOf({ requests, failed, median_ms, p95_ms }: UsageGroup): string[] {
  const timed = p95_ms > 0;
  return [
    requests.toLocaleString(),
    failed.toLocaleString(),
    requests > 0 ? percent(failed / requests) : '–',
    timed ? duration(median_ms) : '–',
    timed ? duration(p95_ms) : '–',
  ];
}

/** Two bars for each day: what went well and what did not. */
export function dayRows(days: UsageGroup[]): Row[] {
  return days.flatMap(({ name, requests, failed }) => [
    [name, 'Done', requests - failed],
    [name, 'Failed', failed],
  ]);
}

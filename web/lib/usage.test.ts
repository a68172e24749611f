import { expect, it } from 'vitest';
import { cellsOf, dayRows } from './usage';

const group = { name: 'http', label: 'http', requests: 40, failed: 10, median_ms: 12, p95_ms: 2400 };

it('tells shares and times, and none where nothing was timed', () => {
  expect(cellsOf(group)).toEqual(['40', '10', '25 %', '12 ms', '2.4 s']);
  expect(cellsOf({ ...group, requests: 0, failed: 0, median_ms: 0, p95_ms: 0 }).slice(2)).toEqual(['–', '–', '–']);
});

it('draws what failed apart', () => {
  expect(dayRows([{ ...group, name: '2026-11-30' }])).toEqual([
    ['2026-11-30', 'Done', 30],
    ['2026-11-30', 'Failed', 10],
  ]);
});

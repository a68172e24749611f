import { expect, test } from 'vitest';
import type { UsageDay } from '../api/types';
import { sumsBy } from './usage';

const day = (changes: Partial<UsageDay>): UsageDay => ({
  day: '2026-11-29', role: 'sql', provider: 'p', model: 'm', calls: 1, failures: 0,
  input_tokens: 10, cached_tokens: 2, output_tokens: 5, cost_usd: 0.5, ms: 100, ...changes,
});

test('adds up by day, the newest first', () => {
  const sums = sumsBy('day', [day({}), day({ day: '2026-11-30' }), day({ role: 'schema', failures: 1 })]);
  expect(sums.map(({ name, calls, failures, cost }) => [name, calls, failures, cost])).toEqual([
    ['2026-11-30', 1, 0, 0.5],
    ['2026-11-29', 2, 1, 1],
  ]);
});

test('adds up by role and model, what cost most first', () => {
  const days = [day({ role: 'schema', model: 'small', cost_usd: 0.1 }), day({}), day({})];
  expect(sumsBy('role', days).map(({ name }) => name)).toEqual(['SQL', 'Schema']);
  expect(sumsBy('model', days).map(({ name, input }) => [name, input])).toEqual([['p/m', 20], ['p/small', 10]]);
});

import { expect, test } from 'vitest';
import { parseExact } from './exact-json';

const givesSources = (() => {
  let seen = false;
  JSON.parse('1', ((_key: string, value: unknown, context?: { source?: string }) => {
    seen = context?.source !== undefined;
    return value;
  }) as (key: string, value: unknown) => unknown);
  return seen;
})();

test('keeps ordinary numbers as numbers', () => {
  expect(parseExact('[1, -2.5, 0, "3", null, true]')).toEqual([1, -2.5, 0, '3', null, true]);
});

test.runIf(givesSources)('keeps all digits of what JavaScript cannot hold', () => {
  expect(parseExact('[9007199254740993, 12.50, 0.1000000000000000055]')).toEqual([
    '9007199254740993',
    '12.50',
    '0.1000000000000000055',
  ]);
});

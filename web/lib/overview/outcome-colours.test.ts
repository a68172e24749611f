import { expect, test } from 'vitest';
import { inOutcomeColours } from './outcome-colours';

test('colours outcomes and nothing else', () => {
  const made = inOutcomeColours({ encoding: { color: { field: 'outcome' } } }, 'dark');
  expect(made.encoding).toMatchObject({ color: { field: 'outcome', scale: { domain: ['answered', 'unanswered', 'failed', 'cancelled'] } } });
  const other = { encoding: { color: { field: 'share' } } };
  expect(inOutcomeColours(other, 'light')).toBe(other);
  expect(inOutcomeColours({}, 'light')).toEqual({});
});

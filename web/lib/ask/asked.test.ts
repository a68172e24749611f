import { expect, test } from 'vitest';
import { asked } from './asked';

test('a question is told with the readings that were taken away', () => {
  expect(asked({ question: 'revenue last year' })).toBe('revenue last year');
  expect(asked({ question: 'revenue last year', without: ['by order date', 'with tax'] })).toBe(
    'revenue last year (not by order date, not with tax)',
  );
  expect(asked({})).toBeUndefined();
});

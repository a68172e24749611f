import { expect, test } from 'vitest';
import { dollars } from './format';

test('small sums keep digits that tell', () => {
  expect(dollars(0)).toMatch(/^\$0[.,]00$/);
  expect(dollars(0.0001234)).toMatch(/^\$0[.,]00012$/);
  expect(dollars(1234.5)).toMatch(/1[.,\u202f ]?234[.,]50?/);
  expect(dollars('1.0E-5' as unknown as number)).toMatch(/^\$0[.,]00001$/);
});

import { expect, test } from 'vitest';
import type { Answer, ModelStep, Provenance } from '../api/types';
import { limitsOf, reasonsFor, sentence, totalsOf, writerOf } from './evidence';

const step = (changes: Partial<ModelStep>): ModelStep => ({
  task: 'write', role: 'sql', provider: 'p', model: 'm', input_tokens: 10, cached_tokens: 0,
  output_tokens: 5, ms: 2, tries: 1, remembered: false, ...changes,
});
const tried = (by: string, chosen: boolean) => ({ by, chosen, sql: '', outcome: 'ran', confidence: 1 });

test('the last call that worked at the chosen task is the writer', () => {
  const provenance: Provenance = {
    author: 'model',
    words: [],
    unexplained: [],
    steps: [step({ model: 'a', trouble: 'llm_timeout' }), step({ model: 'b' }), step({ task: 'repair', model: 'c' })],
    candidates: [tried('builtin', false), tried('write', true)],
  };
  expect(writerOf(provenance)?.model).toBe('b');
  expect(writerOf({ ...provenance, author: 'builtin' })).toBeUndefined();
});

test('what was remembered took no tokens, and what has no price is told', () => {
  const totals = totalsOf([step({ cost_usd: 0.25 }), step({ remembered: true })]);
  expect(totals).toEqual({ tokens: 15, ms: 4, cost: 0.25, unpriced: false });
  expect(totalsOf([step({})]).unpriced).toBe(true);
});

test('words become a sentence', () => {
  expect(sentence('both agree')).toBe('Both agree.');
  expect(sentence('Why?')).toBe('Why?');
});

test('what makes an answer sure, and unsure, is told in sentences', () => {
  const word = { begin: 0, end: 6, words: 'orders', became: 'orders', because: 'name' };
  const provenance = { author: 'builtin', words: [word], unexplained: ['soon'], steps: [], candidates: [], decision: 'it won' };
  const reasons = reasonsFor({ provenance, assumptions: [{ code: 'a', text: 'by date' }], alternatives: [{}] } as unknown as Answer);
  expect(reasons).toEqual([
    'Read from the question: “orders”.',
    'Not used: “soon”.',
    'Taken for granted: by date.',
    'It could be read in other ways too (1).',
    'It won.',
  ]);
});

test('says what policies took, with the rules where they may be known', () => {
  const table = (name: string, rows_limited: boolean, row_rules: string[] = []) => ({ schema: 'main', table: name, rows_limited, row_rules });
  const column = (name: string, masked: boolean) => ({ name, type: 'text' as const, sources: [], masked });
  expect(limitsOf({ tables: [table('orders', false)], columns: [column('id', false)] })).toEqual([
    'For you no policy masks a value of it or leaves out a row.',
  ]);
  expect(limitsOf({ tables: [table('customers', true), table('<img src=x>', true, ['own', '#2'])], columns: [column('email', true)] })).toEqual([
    'Rows of customers are limited by a policy.',
    'Rows of <img src=x> are limited by a policy (rules “own”, “#2”).',
    '1 column masked by a policy: email.',
  ]);
});

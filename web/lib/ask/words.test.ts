import { expect, test } from 'vitest';
import { stretches } from './words';

const word = (begin: number, end: number) => ({ begin, end, words: '', became: '', because: '' });
const texts = (question: string, ...ranges: [number, number][]) =>
  stretches(question, ranges.map(([begin, end]) => word(begin, end))).map(({ text, word: found }) =>
    found ? `[${text}]` : text,
  );

test('cuts the question at the words', () => {
  expect(texts('orders per city', [0, 6], [11, 15])).toEqual(['[orders]', ' per ', '[city]']);
});

test('counts bytes, as the server does', () => {
  expect(texts('größte Stadt', [0, 8])).toEqual(['[größte]', ' Stadt']);
});

test('leaves overlapping and impossible ranges plain', () => {
  expect(texts('abc def', [4, 7], [0, 5], [3, 2], [1, 99])).toEqual(['[abc d]', 'ef']);
  expect(texts('')).toEqual([]);
});

import { expect, test } from 'vitest';
import { bytesBefore, indexAfter, replaced, upToDate } from './bytes';

test('counts bytes, as the server does', () => {
  expect(bytesBefore('größte', 3)).toBe(4);
  expect(indexAfter('größte', 4)).toBe(3);
  expect(indexAfter('🦉x', 4)).toBe(2);
});

test('replaces what was typed and leaves the rest', () => {
  expect(replaced('wie viele kun', 10, 13, 'Kunden')).toEqual({ text: 'wie viele Kunden ', cursor: 17 });
  expect(replaced('ö cust and more', 3, 7, 'customers')).toEqual({ text: 'ö customers and more', cursor: 11 });
});

test('what was found for an earlier text replaces what was typed since, or is gone', () => {
  const item = { kind: 'table', text: 'customers', begin: 9, end: 13 };
  expect(upToDate(item, 'how many cust', 13)).toBe(item);
  expect(upToDate(item, 'how many custo', 14)).toEqual({ ...item, end: 14 });
  expect(upToDate(item, 'how many cust per', 17)).toBeUndefined();
  expect(upToDate(item, 'how', 3)).toBeUndefined();
  const question = { kind: 'question', text: 'How many?', begin: 0, end: 3 };
  expect(upToDate(question, 'how many', 4)).toEqual({ ...question, end: 8 });
});

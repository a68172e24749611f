import { expect, test } from 'vitest';
import { bytesBefore, indexAfter, replaced } from './bytes';

test('counts bytes, as the server does', () => {
  expect(bytesBefore('größte', 3)).toBe(4);
  expect(indexAfter('größte', 4)).toBe(3);
  expect(indexAfter('🦉x', 4)).toBe(2);
});

test('replaces what was typed and leaves the rest', () => {
  expect(replaced('wie viele kun', 10, 13, 'Kunden')).toEqual({ text: 'wie viele Kunden ', cursor: 17 });
  expect(replaced('ö cust and more', 3, 7, 'customers')).toEqual({ text: 'ö customers and more', cursor: 11 });
});

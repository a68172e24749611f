import { expect, test } from 'vitest';
import { isMissingPart, mayReload, noteReload } from './page-load';

function emptyStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
}

test('a part of the program that did not come is told from other errors', () => {
  const gone = Object.assign(new Error('Failed to load chunk /a.js from module 7'), { name: 'ChunkLoadError' });
  expect(isMissingPart(gone)).toBe(true);
  expect(isMissingPart(new Error('Failed to fetch dynamically imported module: /a.js'))).toBe(true);
  expect(isMissingPart(new TypeError('x is not a function'))).toBe(false);
  expect(isMissingPart('Failed to load chunk')).toBe(false);
});

test('a tab loads itself anew once in a while, not over and over', () => {
  const storage = emptyStorage();
  expect(mayReload(1_000_000, storage)).toBe(true);
  noteReload(1_000_000, storage);
  expect(mayReload(1_030_000, storage)).toBe(false);
  expect(mayReload(1_070_000, storage)).toBe(true);
});

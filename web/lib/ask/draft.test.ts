import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

function stubStorage() {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  return kept;
}

test('what was written is there again for the one who wrote it', async () => {
  stubStorage();
  const { keepDraft, draftOf } = await import('./draft');
  keepDraft('tenant/ann', 'how many');
  expect(draftOf('tenant/ann')).toBe('how many');
  expect(draftOf('tenant/bob')).toBe('');
});

test('it outlives one load of the page, and is in no storage afterwards', async () => {
  const kept = stubStorage();
  const before = await import('./draft');
  before.keepDraft('tenant/ann', 'how many');
  before.carryDraft();
  vi.resetModules();
  const after = await import('./draft');
  expect(after.draftOf('tenant/ann')).toBe('how many');
  expect(kept.size).toBe(0);
});

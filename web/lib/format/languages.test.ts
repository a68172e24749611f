import { afterEach, expect, test, vi } from 'vitest';

async function chosen(names: string[]) {
  vi.resetModules();
  vi.stubGlobal('navigator', { languages: names });
  return import('../format');
}

afterEach(() => vi.unstubAllGlobals());

test('numbers, shares and durations are written in the first language of the browser', async () => {
  const german = await chosen(['de-DE', 'en']);
  expect(german.number(1234567)).toBe('1.234.567');
  expect(german.duration(1234)).toBe('1,2 s');
  expect(german.bytes(2_500_000)).toMatch(/^2,5\sMB$/);
  const indian = await chosen(['en-IN']);
  expect(indian.number(1234567)).toBe('12,34,567');
});

test('what was long ago is told in it', async () => {
  const { ago } = await chosen(['fr-FR']);
  expect(ago('2026-01-01T00:00:00Z', Date.parse('2026-01-04T00:00:00Z'))).toBe('il y a 3 jours');
});

test('a browser that names no language is taken as it is', async () => {
  const { number } = await chosen(['en_US.UTF-8']);
  expect(number(1000)).toBe((1000).toLocaleString());
});

import { expect, test, vi } from 'vitest';
import type { Row } from '../api/types';
import { pageRows, Pages } from './pages';

function numbered() {
  const fetch = vi.fn((offset: number, limit: number, signal: AbortSignal): Promise<Row[]> => {
    void signal;
    return Promise.resolve(Array.from({ length: limit }, (_, at) => [offset + at]));
  });
  return { fetch, pages: new Pages(fetch, 0) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('asks for the pages in sight and nothing twice', async () => {
  const { fetch, pages } = numbered();
  pages.want(490, 520);
  await settled();
  pages.want(400, 430);
  await settled();
  expect(fetch.mock.calls.map(([offset]) => offset)).toEqual([0, pageRows]);
  expect(pages.row(501)).toEqual([501]);
  expect(pages.row(1200)).toBeUndefined();
});

test('holds a bounded number of pages, however far one scrolls', async () => {
  const { pages } = numbered();
  for (let at = 0; at < 1_000_000; at += 20_000) {
    pages.want(at, at + 30);
    await settled();
  }
  expect(pages.size).toBeLessThanOrEqual(24);
  expect(pages.row(980_000)).toEqual([980_000]);
});

test('what has gone out of sight is not waited for', async () => {
  const signals: AbortSignal[] = [];
  const pages = new Pages((_, __, signal) => {
    signals.push(signal);
    return new Promise(() => undefined);
  }, 0);
  pages.want(0, 30);
  await settled();
  pages.want(900_000, 900_030);
  await settled();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('a failure is told and tried again', async () => {
  const fetch = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue([[1]]);
  const pages = new Pages(fetch, 0);
  pages.want(0, 1);
  await settled();
  expect(pages.error).toEqual(new Error('away'));
  pages.retry();
  await settled();
  expect([pages.error, pages.row(0)]).toEqual([null, [1]]);
});

test('gives ranges across pages for copying', async () => {
  const { pages } = numbered();
  const rows = await pages.range(499, 502);
  expect(rows).toEqual([[499], [500], [501]]);
});

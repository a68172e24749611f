import { expect, test } from 'vitest';
import { chartKind, fitted, shownBy } from './fitted';

const spec = {
  data: { url: 'https://evil.example/data.json' },
  usermeta: { embedOptions: { ast: false } },
  encoding: { x: { field: 'sta\\.tus', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } },
};

test('takes only the rows as data, and no word on how to embed', () => {
  const made = fitted(spec, [{ n: 1 }], { width: 600 });
  expect(made.data).toEqual({ name: 'result', values: [{ n: 1 }] });
  expect(made.usermeta).toBeUndefined();
});

test('leans names that do not fit beside each other', () => {
  const records = Array.from({ length: 12 }, (_, at) => ({ 'sta.tus': `status ${at}` }));
  const angle = (width: number) =>
    (fitted(spec, records, { width }).encoding as { x: { axis: { labelAngle: number } } }).x.axis.labelAngle;
  expect(angle(1200)).toBe(0);
  expect(angle(300)).toBe(-40);
});

test('reads moments without a zone as UTC, and leaves other values alone', () => {
  const temporal = { encoding: { x: { field: 'at', type: 'temporal', timeUnit: 'utcyearmonth' } } };
  const made = fitted(temporal, [{ at: '2024-03-01 00:00:00', note: '2024-03-01 00:00:00' }], { width: 600 });
  expect((made.data as { values: unknown }).values).toEqual([
    { at: '2024-03-01T00:00:00Z', note: '2024-03-01 00:00:00' },
  ]);
});

test('knows a number from a drawing, and which column it shows', () => {
  const number = { usermeta: { kind: 'number' }, encoding: { text: { field: 'sum\\.net', type: 'quantitative' } } };
  expect(chartKind(number)).toBe('number');
  expect(shownBy(number, 'text')).toBe('sum.net');
  expect(chartKind(spec)).toBeUndefined();
});

test('keeps what a pie and a heat map are made of', () => {
  const pie = { mark: { type: 'arc' }, encoding: { theta: { field: 'n', type: 'quantitative' }, color: { field: 'name' } } };
  const made = fitted(pie, [{ name: 'a', n: 1 }], { width: 600 });
  expect(made.encoding).toEqual(pie.encoding);
  expect(made.height).toBe(280);
  const map = { encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'nominal' } } };
  expect(fitted(map, [{ a: 1, b: 2 }], { width: 600 }).height).toEqual({ step: 26 });
});

test('fills a frame of a tile, and goes on past it rather than draw bands too thin', () => {
  const bars = { encoding: { x: { field: 'n', type: 'quantitative' }, y: { field: 'name', type: 'nominal' } } };
  const few = fitted(bars, [{ name: 'a', n: 1 }], { width: 300, height: 200 });
  expect([few.width, few.height]).toEqual([300, 200]);
  const many = Array.from({ length: 40 }, (_, n) => ({ name: `name ${n}`, n }));
  expect(fitted(bars, many, { width: 300, height: 200 }).height).toEqual({ step: 18 });
});

test('days in bands are labelled flat', () => {
  const days = { encoding: { x: { field: 'day', type: 'ordinal', timeUnit: 'utcyearmonthdate', axis: { format: '%d' } } } };
  const made = fitted(days, [{ day: '2026-01-01' }], { width: 300 });
  expect(made.encoding).toMatchObject({ x: { axis: { format: '%d', labelAngle: 0, labelOverlap: 'parity' } } });
});

test('whole numbers have no halves on their axis', () => {
  const step = (measure: object, ...values: unknown[]) => {
    const spec = { encoding: { x: { field: 'name', type: 'nominal' }, y: { field: 'n\\.of', type: 'quantitative', ...measure } } };
    const made = fitted(spec, values.map((value) => ({ name: 'a', 'n.of': value })), { width: 300 });
    return (made.encoding as { y: { axis?: { tickMinStep?: number } } }).y.axis?.tickMinStep;
  };
  expect(step({}, 1, null, 3)).toBe(1);
  expect(step({}, 1, 2.5)).toBeUndefined();
  expect(step({ aggregate: 'mean' }, 1, 2)).toBeUndefined();
  expect(step({ stack: 'normalize' }, 1, 2)).toBeUndefined();
  expect(step({ axis: null }, 1, 2)).toBeUndefined();
});

test('a few bars stay slim, many share the place', () => {
  const spec = (mark: unknown) => ({ mark, encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } } });
  const rows = (count: number) => Array.from({ length: count }, (_, at) => ({ a: `a${at}`, n: 1 }));
  expect(fitted(spec('bar'), rows(1), { width: 600 }).mark).toEqual({ type: 'bar', width: 72 });
  expect(fitted(spec({ type: 'bar', width: 10 }), rows(2), { width: 600 }).mark).toEqual({ type: 'bar', width: 10 });
  expect(fitted(spec('bar'), rows(12), { width: 600 }).mark).toBe('bar');
  expect(fitted(spec('line'), rows(2), { width: 600 }).mark).toBe('line');
  expect('mark' in fitted({ layer: [spec('bar')] }, rows(1), { width: 600 })).toBe(false);
  const grouped = { ...spec('bar'), encoding: { ...spec('bar').encoding, xOffset: { field: 'a' } } };
  expect(fitted(grouped, rows(1), { width: 600 }).mark).toBe('bar');
  const lying = { mark: 'bar', encoding: { y: { field: 'a', type: 'nominal' }, x: { field: 'n', type: 'quantitative' } } };
  expect(fitted(lying, rows(1), { width: 600, height: 300 }).mark).toEqual({ type: 'bar', height: 72 });
  expect(fitted(lying, rows(1), { width: 600 }).mark).toBe('bar');
});

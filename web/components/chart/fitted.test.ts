import { expect, test } from 'vitest';
import { fitted } from './fitted';

const spec = {
  data: { url: 'https://evil.example/data.json' },
  usermeta: { embedOptions: { ast: false } },
  encoding: { x: { field: 'sta\\.tus', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } },
};

test('takes only the rows as data, and no word on how to embed', () => {
  const made = fitted(spec, [{ n: 1 }], 600);
  expect(made.data).toEqual({ name: 'result', values: [{ n: 1 }] });
  expect(made.usermeta).toBeUndefined();
});

test('leans names that do not fit beside each other', () => {
  const records = Array.from({ length: 12 }, (_, at) => ({ 'sta.tus': `status ${at}` }));
  const angle = (width: number) =>
    (fitted(spec, records, width).encoding as { x: { axis: { labelAngle: number } } }).x.axis.labelAngle;
  expect(angle(1200)).toBe(0);
  expect(angle(300)).toBe(-40);
});

import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { expect, test } from 'vitest';
import type { ResultColumn } from '@/lib/api/types';
import { asRecords } from '@/lib/result/cells';
import { escaped } from '@/lib/result/chart-draft';
import { chartConfig } from './chart-config';
import { fitted } from './fitted';

/** What a chart looks like, by the way that the drawing worker takes. */
async function drawn(spec: Record<string, unknown>, columns: ResultColumn[], rows: unknown[][]): Promise<string> {
  const made = fitted(spec, asRecords(columns, rows as never), { width: 400, height: 300 });
  const compiled = compile(made as unknown as TopLevelSpec, { config: chartConfig('light') as never });
  const options = { renderer: 'none', expr: expressionInterpreter } as unknown as ConstructorParameters<typeof View>[1];
  const view = new View(parse(compiled.spec, undefined, { ast: true }), options);
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

const bars = (name: string, value: string) => ({
  mark: 'bar',
  encoding: { x: { field: escaped(name), type: 'nominal', title: name }, y: { field: escaped(value), type: 'quantitative', title: value } },
});

const odd = ['<img src=x onerror=alert(1)>', '\u202egnp.exe', '👩‍👩‍👧', 'a.b[0]', `"'\\`, 'x'.repeat(10_000), 'datum.constructor'];

test('names and values of any kind are words in a chart', async () => {
  for (const name of odd) {
    const columns: ResultColumn[] = [{ name, type: 'text' }, { name: 'n', type: 'integer' }];
    const svg = await drawn(bars(name, 'n'), columns, odd.map((each, at) => [each, at + 1]));
    expect(svg).not.toMatch(/<img|<script|\sonerror="/);
    expect(svg.match(/aria-roledescription="bar"/g)).toHaveLength(odd.length);
  }
});

test('numbers that no axis holds, old days and no rows at all draw something', async () => {
  const columns: ResultColumn[] = [{ name: 'day', type: 'date' }, { name: 'n', type: 'real' }];
  const line = { mark: 'line', encoding: { x: { field: 'day', type: 'temporal' }, y: { field: 'n', type: 'quantitative' } } };
  const rows = [['1815-12-10', 'NaN'], ['0044-03-15', '1e308'], ['infinity', '-Infinity'], [null, null], ['2026-11-30', '12']];
  expect(await drawn(line, columns, rows)).toContain('<svg');
  expect(await drawn(line, columns, [])).toContain('<svg');
});

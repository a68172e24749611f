import { expect, test } from 'vitest';
import type { ResultColumn } from '../api/types';
import { lackOf, nothing, specOf, type ChartDraft } from './chart-draft';
import { draftOf, firstDraft } from './chart-read';
import { partsOf, roundStep } from './chart-groups';

const columns: ResultColumn[] = [
  { name: 'day', type: 'date' },
  { name: 'amount [EUR]', type: 'decimal' },
  { name: 'status', type: 'text' },
];

const draft = (change: Partial<ChartDraft>): ChartDraft => ({ ...firstDraft(columns), ...change });

test('begins with what the columns are', () => {
  expect(firstDraft(columns)).toMatchObject({ type: 'line', x: { column: '0' }, y: { column: '1' } });
  expect(firstDraft([{ name: 'a', type: 'text' }])).toMatchObject({ type: 'bar', x: { column: '0' }, y: { summary: 'count' } });
});

test('every form comes back from its specification', () => {
  const by = (column: string): ChartDraft['x'] => ({ ...nothing, column });
  const sum: ChartDraft['y'] = { ...nothing, column: '1', summary: 'sum' };
  const drafts: ChartDraft[] = [
    draft({ type: 'bar', x: by('2'), y: sum, color: by('2'), beside: true, order: 'y_down', title: 'Sums' }),
    draft({ type: 'lying_bar', x: by('2'), y: { ...nothing, summary: 'count' }, order: 'x_up' }),
    draft({ type: 'line', x: { ...by('0'), unit: 'month' }, y: sum }),
    draft({ type: 'area', x: { ...by('0'), unit: 'year' }, y: sum, facet: by('2') }),
    draft({ type: 'point', x: by('0'), y: by('1'), size: by('1') }),
    draft({ type: 'pie', x: by('2'), y: sum, order: 'as_it_came' }),
    draft({ type: 'heat_map', x: by('2'), y: { ...by('0'), unit: 'month' }, color: sum }),
    draft({ type: 'number', x: nothing, y: sum }),
  ];
  for (const each of drafts) expect(draftOf(specOf(each, columns), columns)).toEqual(each);
});

test('fields with brackets are names, not paths', () => {
  const spec = specOf(draft({}), columns) as { encoding: { y: { field: string } } };
  expect(spec.encoding.y.field).toBe('amount \\[EUR\\]');
});

test('says what is missing', () => {
  expect(lackOf(draft({ x: nothing }))).toContain('along');
  expect(lackOf(draft({ type: 'heat_map' }))).toContain('colour');
  expect(lackOf(draft({}))).toBeNull();
});

test('sums are for the database, single rows are not', () => {
  const sums = specOf(draft({ x: { ...nothing, column: '0', unit: 'month' }, y: { ...nothing, column: '1', summary: 'sum' } }), columns);
  expect(partsOf(sums, columns)).toMatchObject([
    { grouping: { column: 0, unit: 'month' } },
    { measure: { summary: 'sum', column: 1 } },
  ]);
  expect(partsOf(specOf(draft({}), columns), columns)).toBeNull();
  expect(partsOf({ layer: [], encoding: {} }, columns)).toBeNull();
});

test('steps are round', () => {
  expect(roundStep(0, 100, 20)).toBe(5);
  expect(roundStep(3, 3, 20)).toBe(1);
  expect(roundStep(0, 1, 20)).toBe(0.05);
});

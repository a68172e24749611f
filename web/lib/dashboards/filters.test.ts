import { describe, expect, it } from 'vitest';
import type { DashboardFilter } from '../api/types';
import { chosenText, columnOf, datePresets, freshId, keyOf, labelsOf, readChosen, summaryOf } from './filters';

const filters: DashboardFilter[] = [
  { id: 'country', label: 'Country', kind: 'choice', columns: [] },
  { id: 'day', label: 'Day', kind: 'date', columns: [] },
];

describe('what was chosen', () => {
  it('comes back from the address as it went in', () => {
    const chosen = { country: { values: ['DE', 'A,"B'] }, day: { from: '2026-01-01' } };
    expect(readChosen(chosenText(chosen), filters)).toEqual(chosen);
  });

  it('leaves out what is empty', () => {
    expect(chosenText({ country: { values: [] }, day: { from: '', to: '' } })).toBe('');
  });

  it.each(['', 'x', '[]', '1', 'null', '{"country":5}', '{"country":{"values":[1,{}]}}', '{"gone":{"text":"x"}}', '{"__proto__":{"text":"x"}}'])(
    'takes nothing from %s',
    (address) => expect(readChosen(address, filters)).toEqual({}),
  );

  it('is told shortly', () => {
    expect(summaryOf({ values: ['a', 'b', 'c', 'd'] })).toBe('a, b and 2 more');
    expect(summaryOf({ from: '1' })).toBe('from 1');
    expect(summaryOf({ from: '1', to: '2' })).toBe('1 – 2');
    expect(summaryOf({ text: 'x' })).toBe('contains x');
  });
});

it('knows the ranges of days that people want', () => {
  const all = Object.fromEntries(datePresets(new Date(2026, 2, 5)).map(({ label, from, to }) => [label, [from, to]]));
  expect(all['Last month']).toEqual(['2026-02-01', '2026-02-28']);
  expect(all['Last 7 days']).toEqual(['2026-02-27', '2026-03-05']);
  expect(all['Last year']).toEqual(['2025-01-01', '2025-12-31']);
});

it('tells columns apart by their whole name', () => {
  const column = { connection_id: 'c', schema: 's', table: 't"', column: 'x.y' };
  expect(columnOf(keyOf(column))).toEqual(column);
});

it('finds words that are not taken', () => {
  expect(freshId([{ id: 'filter2' }, { id: 'other' }])).toBe('filter3');
  expect(freshId([{ id: 'filter2' }])).toBe('filter3');
});

it('names filters that do not concern a tile', () => {
  expect(labelsOf(['day', 'gone'], filters)).toBe('Day, gone');
});

import { expect, it } from 'vitest';
import type { Evaluation } from '../api/types';
import { trendRows, trendSets } from './trend';

function run(source: string, at: string, more: Partial<Evaluation> = {}): Evaluation {
  const totals = { accuracy: 0.5, coverage: 0.75 } as Evaluation['totals'];
  return { id: source + at, connection_id: source, engine: 'builtin', state: 'done', created_at: at, totals, ...more } as Evaluation;
}

it('finds the sources with at least two finished runs, oldest run first', () => {
  const all = [run('a', '2'), run('b', '1'), run('a', '1'), run('b', '2', { state: 'failed' }), run('c', '3'), run('c', '1'), run('c', '2')];
  const sets = trendSets(all);
  expect(sets.map(({ connectionId }) => connectionId)).toEqual(['c', 'a']);
  expect(sets[1]?.runs.map(({ created_at }) => created_at)).toEqual(['1', '2']);
});

it('draws no accuracy where nothing was graded', () => {
  const ungraded = run('a', '2026-11-30T12:00:00Z', { totals: { coverage: 1 } as Evaluation['totals'] });
  const rows = trendRows([run('a', '2026-11-29T12:00:00Z'), ungraded]);
  expect(rows.map(([, figure, share]) => [figure, share])).toEqual([
    ['Right, Built-in engine', 0.5],
    ['Answered, Built-in engine', 0.75],
    ['Answered, Built-in engine', 1],
  ]);
  expect(rows.map(([name]) => String(name).slice(0, 2))).toEqual(['1.', '1.', '2.']);
});

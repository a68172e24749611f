import { describe, expect, it } from 'vitest';
import type { Table } from '../api/types';
import { edgesOf, graphAround, tablesMax } from './graph';
import { pictureOf } from './layout';
import { tableKey } from './tree';
import type { Relation } from './types';

function table(name: string, points: string[] = []): Table {
  const columns = ['id', ...points.map((each) => `${each}_id`)];
  return {
    schema: 'main', name, kind: 'table', comment: '', primary_key: ['id'],
    columns: columns.map((each) => ({ name: each, type: 'integer', native_type: 'INT', nullable: true, comment: '' })),
    foreign_keys: points.map((each) => ({ columns: [`${each}_id`], target_schema: 'main', target_table: each, target_columns: ['id'] })),
  } as unknown as Table;
}

function relation(from: string, to: string, state: Relation['state']): Relation {
  return { id: `${from} ${to}`, from: { schema: 'main', table: from, columns: ['x'] }, to: { schema: 'main', table: to, columns: ['y'] }, state, confidence: 1, evidence: [] };
}

const key = (name: string) => tableKey({ schema: 'main', name });
const chain = [table('a', ['b']), table('b', ['c']), table('c'), table('alone'), table('self', ['self'])];
const names = ({ tables }: { tables: Table[] }) => tables.map(({ name }) => name);

describe('the diagram of a source', () => {
  it('draws keys and what was inferred or accepted, not what was rejected or leads out of sight', () => {
    const relations = [relation('alone', 'a', 'inferred'), relation('alone', 'b', 'rejected'), relation('alone', 'gone', 'inferred'), relation('a', 'b', 'declared')];
    const edges = edgesOf(chain, relations);
    expect(edges.map(({ from, to, state }) => [from, to, state])).toEqual([
      [key('a'), key('b'), 'declared'],
      [key('b'), key('c'), 'declared'],
      [key('self'), key('self'), 'declared'],
      [key('alone'), key('a'), 'inferred'],
    ]);
  });

  it('shows what lies within some steps of a table', () => {
    const edges = edgesOf(chain, []);
    expect(names(graphAround(chain, edges, key('a'), 1))).toEqual(['a', 'b']);
    expect(names(graphAround(chain, edges, key('a'), 2))).toEqual(['a', 'b', 'c']);
    expect(names(graphAround(chain, edges, key('alone'), 3))).toEqual(['alone']);
    expect(names(graphAround(chain, edges, undefined, 1))).toHaveLength(5);
  });

  it('leaves out what is too much, and says how much', () => {
    const many = [table('hub'), ...Array.from({ length: 10_000 }, (_, at) => table(`t${at}`, ['hub']))];
    const begun = performance.now();
    const graph = graphAround(many, edgesOf(many, []), key('hub'), 2);
    expect(graph.tables).toHaveLength(tablesMax);
    expect(graph.left).toBe(10_001 - tablesMax);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it('places every table beside the others, with a line for each key', () => {
    const graph = graphAround(chain, edgesOf(chain, []), undefined, 1);
    const { boxes, lines, width } = pictureOf(graph);
    expect(boxes.map(({ table: { name } }) => name)).toEqual(['a', 'b', 'c', 'alone', 'self']);
    const [a, b] = boxes;
    expect(a!.x + a!.width).toBeLessThan(b!.x);
    expect(lines).toHaveLength(2);
    expect(lines.every(({ points }) => points.length >= 2)).toBe(true);
    expect(width).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { Table } from '../api/types';
import { firstOpen, linesOf, stepOf, tableKey } from './tree';

function table(schema: string, name: string, columns: string[] = ['id']): Table {
  return {
    schema, name, kind: 'table', comment: '', primary_key: [], foreign_keys: [],
    columns: columns.map((each) => ({ name: each, type: 'integer', native_type: 'INT', nullable: true, comment: '' })),
  } as unknown as Table;
}

const two = [table('sales', 'orders', ['id', 'total']), table('sales', 'refunds'), table('stock', 'bins')];
const labels = (open: ReadonlySet<string>) => linesOf(two, open).map(({ label, level }) => `${level} ${label}`);

describe('the tree of a source', () => {
  it('begins with the tables where there is one schema', () => {
    expect(linesOf([table('main', 'orders')], new Set()).map(({ kind, level }) => [kind, level])).toEqual([['table', 1]]);
  });

  it('shows what is open, and columns below their table', () => {
    expect(labels(new Set())).toEqual(['1 sales', '1 stock']);
    const open = new Set([...firstOpen(two), tableKey(two[0]!)]);
    expect(labels(open)).toEqual(['1 sales', '2 orders', '3 id', '3 total', '2 refunds', '1 stock', '2 bins']);
  });

  it('opens no schema where there are many', () => {
    expect(firstOpen(Array.from({ length: 6 }, (_, at) => table(`s${at}`, 't'))).size).toBe(0);
  });

  it('takes ten thousand tables at once', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => table('main', `t${at}`));
    const begun = performance.now();
    expect(linesOf(many, new Set())).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('obeys the keys of a tree', () => {
    const lines = linesOf(two, firstOpen(two));
    expect(stepOf(lines, 0, 'ArrowDown')).toEqual({ at: 1 });
    expect(stepOf(lines, 1, 'ArrowRight')).toEqual({ at: 1, toggle: tableKey(two[0]!) });
    expect(stepOf(lines, 1, 'ArrowLeft')).toEqual({ at: 0 });
    expect(stepOf(lines, 0, 'ArrowLeft')).toEqual({ at: 0, toggle: '["sales"]' });
    expect(stepOf(lines, 0, 'ArrowRight')).toEqual({ at: 1 });
    expect(stepOf(lines, 0, 'End')).toEqual({ at: 4 });
    expect(stepOf(lines, 4, 'ArrowDown')).toEqual({ at: 4 });
    expect(stepOf(lines, 0, 'r')).toEqual({ at: 2 });
    expect(stepOf(lines, 3, 'r')).toEqual({ at: 2 });
    expect(stepOf(lines, 0, 'Tab')).toBeUndefined();
    expect(stepOf([], 0, 'ArrowDown')).toBeUndefined();
  });
});

import type { Table } from '@/lib/api/types';
import { tableKey } from './tree';
import type { Relation, RelationState } from './types';

/** One relation between two tables of a diagram. */
export interface Edge {
  id: string;
  from: string;
  to: string;
  columns: string;
  targets: string;
  state: RelationState;
}

export interface Graph {
  tables: Table[];
  edges: Edge[];
  /** How many tables were left out because they were too many. */
  left: number;
}

/** More than this many tables in one picture tell nothing. */
export const tablesMax = 40;

function declared(tables: Table[]): Edge[] {
  return tables.flatMap((table) =>
    table.foreign_keys.map(({ columns, target_schema, target_table, target_columns }) => ({
      id: JSON.stringify([table.schema, table.name, columns, target_schema, target_table]),
      from: tableKey(table),
      to: tableKey({ schema: target_schema, name: target_table }),
      columns: columns.join(', '),
      targets: target_columns.join(', '),
      state: 'declared' as const,
    })),
  );
}

/** Keys of the schema, and what of the relations is more than those; rejected ones are no edges. */
export function edgesOf(tables: Table[], relations: Relation[]): Edge[] {
  const known = new Set(tables.map(tableKey));
  const further = relations
    .filter(({ state }) => state === 'inferred' || state === 'accepted')
    .map(({ id, from, to, state }) => ({
      id,
      from: tableKey({ schema: from.schema, name: from.table }),
      to: tableKey({ schema: to.schema, name: to.table }),
      columns: from.columns.join(', '),
      targets: to.columns.join(', '),
      state,
    }));
  return [...declared(tables), ...further].filter(({ from, to }) => known.has(from) && known.has(to));
}

function neighbours(edges: Edge[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  const add = (one: string, other: string) => {
    const list = near.get(one);
    if (list) list.push(other);
    else near.set(one, [other]);
  };
  for (const { from, to } of edges) {
    if (from === to) continue;
    add(from, to);
    add(to, from);
  }
  return near;
}

/** The keys that lie within `steps` of `start`, nearest first. */
function around(start: string, steps: number, edges: Edge[]): string[] {
  const near = neighbours(edges);
  const found = new Set([start]);
  let rim = [start];
  for (let step = 0; step < steps; step += 1) {
    rim = [...new Set(rim.flatMap((key) => near.get(key) ?? []))].filter((key) => !found.has(key));
    rim.forEach((key) => found.add(key));
  }
  return [...found];
}

/** The tables around one; all tables when none is chosen. At most `tablesMax` of them. */
export function graphAround(tables: Table[], edges: Edge[], centre: string | undefined, steps: number): Graph {
  const wanted = centre ? around(centre, steps, edges) : tables.map(tableKey);
  const shown = new Set(wanted.slice(0, tablesMax));
  return {
    tables: tables.filter((table) => shown.has(tableKey(table))),
    edges: edges.filter(({ from, to }) => shown.has(from) && shown.has(to)),
    left: Math.max(0, wanted.length - tablesMax),
  };
}

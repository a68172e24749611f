import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Table } from '@/lib/api/types';
import type { Graph } from './graph';
import { boxWidth, headHeight, rowHeight } from './layout-sizes';
import { tableKey } from './tree';

export interface Box {
  key: string;
  table: Table;
  /** Columns that are drawn: keys first. */
  columns: string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Line {
  id: string;
  points: { x: number; y: number }[];
}

export interface Picture {
  boxes: Box[];
  lines: Line[];
  width: number;
  height: number;
}

const rowsMax = 9;

/** The columns that keys are made of, then others while there is room. */
function drawnColumns(table: Table, used: Set<string>): string[] {
  const names = table.columns.map(({ name }) => name);
  const isKey = (name: string) => table.primary_key.includes(name) || used.has(name);
  return [...names.filter(isKey), ...names.filter((name) => !isKey(name))].slice(0, rowsMax);
}

function usedColumns({ edges }: Graph, key: string): Set<string> {
  const split = (text: string) => text.split(', ');
  return new Set(edges.flatMap((edge) => [...(edge.from === key ? split(edge.columns) : []), ...(edge.to === key ? split(edge.targets) : [])]));
}

/** Places tables in ranks, those that point left of those that are pointed at. */
export function pictureOf(graph: Graph): Picture {
  const made = new Dagre({ multigraph: true });
  made.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 90, marginx: 24, marginy: 24 });
  made.setDefaultEdgeLabel(() => ({}));
  const drawn = new Map<string, string[]>();
  for (const table of graph.tables) {
    const key = tableKey(table);
    const columns = drawnColumns(table, usedColumns(graph, key));
    const more = table.columns.length > columns.length ? 1 : 0;
    drawn.set(key, columns);
    made.setNode(key, { width: boxWidth, height: headHeight + (columns.length + more) * rowHeight + 8 });
  }
  const between = graph.edges.filter(({ from, to }) => from !== to);
  for (const { id, from, to } of between) made.setEdge(from, to, {}, id);
  layout(made);
  const boxes = graph.tables.map((table) => {
    const key = tableKey(table);
    const at = made.node(key) as { x: number; y: number; width: number; height: number };
    return { key, table, columns: drawn.get(key) ?? [], ...at, x: at.x - at.width / 2, y: at.y - at.height / 2 };
  });
  const lines = between.map(({ id, from, to }) => ({ id, points: (made.edge(from, to, id) as Line).points }));
  const whole = made.graph() as { width?: number; height?: number };
  return { boxes, lines, width: whole.width ?? 0, height: whole.height ?? 0 };
}

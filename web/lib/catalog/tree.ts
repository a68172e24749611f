import type { Table } from '@/lib/api/types';

/** One line of the tree of a source. */
export interface Line {
  key: string;
  kind: 'schema' | 'table' | 'column';
  level: number;
  label: string;
  hint: string;
  /** Whether its children are shown; absent: it has none. */
  expanded?: boolean;
  /** Of its siblings. */
  position: number;
  siblings: number;
  /** What a choice of it opens. */
  table?: Table;
}

const schemaKey = (schema: string) => JSON.stringify([schema]);
export const tableKey = ({ schema, name }: { schema: string; name: string }) => JSON.stringify([schema, name]);

function columnLines(table: Table, level: number): Line[] {
  return table.columns.map((column, at) => ({
    key: JSON.stringify([table.schema, table.name, column.name]),
    kind: 'column',
    level,
    label: column.name,
    hint: column.native_type.toLowerCase(),
    position: at + 1,
    siblings: table.columns.length,
    table,
  }));
}

function tableLines(tables: Table[], open: ReadonlySet<string>, level: number): Line[] {
  return tables.flatMap((table, at) => {
    const key = tableKey(table);
    const expanded = open.has(key);
    const hint = table.kind === 'table' ? '' : table.kind.replaceAll('_', ' ');
    const line: Line = { key, kind: 'table', level, label: table.name, hint, expanded, position: at + 1, siblings: tables.length, table };
    return expanded ? [line, ...columnLines(table, level + 1)] : [line];
  });
}

function bySchema(tables: Table[]): Map<string, Table[]> {
  const groups = new Map<string, Table[]>();
  for (const table of tables) {
    const group = groups.get(table.schema);
    if (group) group.push(table);
    else groups.set(table.schema, [table]);
  }
  return groups;
}

/** What of the tree is to be seen. A source with one schema begins with its tables. */
export function linesOf(tables: Table[], open: ReadonlySet<string>): Line[] {
  const groups = bySchema(tables);
  if (groups.size <= 1) return tableLines(tables, open, 1);
  return [...groups].flatMap(([schema, inside], at) => {
    const key = schemaKey(schema);
    const expanded = open.has(key);
    const line: Line = { key, kind: 'schema', level: 1, label: schema, hint: `${inside.length}`, expanded, position: at + 1, siblings: groups.size };
    return expanded ? [line, ...tableLines(inside, open, 2)] : [line];
  });
}

/** All schemas open, unless there are too many to look through. */
export function firstOpen(tables: Table[]): ReadonlySet<string> {
  const schemas = [...bySchema(tables).keys()];
  return new Set(schemas.length <= 5 ? schemas.map(schemaKey) : []);
}

export interface Step {
  /** The line that is active then. */
  at: number;
  toggle?: string;
}

function parentOf(lines: Line[], at: number): number {
  const level = lines[at]?.level ?? 1;
  for (let before = at - 1; before >= 0; before -= 1) {
    if ((lines[before]?.level ?? 0) < level) return before;
  }
  return at;
}

function nextWith(lines: Line[], at: number, letter: string): number {
  const found = lines.findIndex((line, index) => index > at && line.label.toLowerCase().startsWith(letter));
  return found >= 0 ? found : lines.findIndex((line) => line.label.toLowerCase().startsWith(letter));
}

/** What a key does in a tree, as people know it; none: it is not for the tree. */
export function stepOf(lines: Line[], at: number, key: string): Step | undefined {
  const line = lines[at];
  if (!line) return undefined;
  if (key === 'ArrowDown') return { at: Math.min(at + 1, lines.length - 1) };
  if (key === 'ArrowUp') return { at: Math.max(at - 1, 0) };
  if (key === 'Home') return { at: 0 };
  if (key === 'End') return { at: lines.length - 1 };
  if (key === 'ArrowRight') {
    if (line.expanded === undefined) return { at };
    return line.expanded ? { at: Math.min(at + 1, lines.length - 1) } : { at, toggle: line.key };
  }
  if (key === 'ArrowLeft') return line.expanded ? { at, toggle: line.key } : { at: parentOf(lines, at) };
  if (key.length !== 1 || key === ' ') return undefined;
  const found = nextWith(lines, at, key.toLowerCase());
  return found >= 0 ? { at: found } : undefined;
}

import * as t from '@/texts/catalog';

export interface SourceTable {
  schema: string;
  name: string;
}

/** Patterns of tables: those that are taken (none: all), and those of them that are not. */
export interface Pick {
  include: string[];
  exclude: string[];
}

function asExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 'isu');
}

/** As the server reads patterns: `*` for any letters, `?` for one; without a dot of any schema. */
export function means(pattern: string, { schema, name }: SourceTable): boolean {
  return asExpression(pattern).test(pattern.includes('.') ? `${schema}.${name}` : name);
}

export function isTaken(table: SourceTable, { include, exclude }: Pick): boolean {
  const meant = (pattern: string) => means(pattern, table);
  return (include.length === 0 || include.some(meant)) && !exclude.some(meant);
}

/** The patterns with which one table more is taken, or one less. */
export function toggled(table: SourceTable, pick: Pick): Pick {
  const own = table.schema ? `${table.schema}.${table.name}` : table.name;
  const without = (patterns: string[]) => patterns.filter((each) => each !== own && each !== table.name);
  if (isTaken(table, pick)) {
    // The last of those that were named one by one: none at all would mean all.
    const include = without(pick.include);
    const fewer = { include, exclude: pick.exclude };
    return include.length > 0 && !isTaken(table, fewer) ? fewer : { ...pick, exclude: [...pick.exclude, own] };
  }
  const more = { include: pick.include, exclude: without(pick.exclude) };
  return isTaken(table, more) || pick.include.length === 0 ? more : { ...more, include: [...more.include, own] };
}

export function pickText(tables: SourceTable[], pick: Pick): string {
  const taken = tables.filter((table) => isTaken(table, pick)).length;
  return taken === tables.length ? t.allTaken(taken) : t.someTaken(taken, tables.length);
}

import type { ColumnRule, PolicyDocument, Rule, TableRule } from './document';

function without<Value>(all: Record<string, Value>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));
}

/** Leaves out what is not said. */
function said<Shape extends object>(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Shape;
}

export function withRule(document: PolicyDocument, at: number, change: Partial<Rule>): PolicyDocument {
  const rules = document.rules.map((rule, each) => (each === at ? said({ ...rule, ...change }) : rule));
  return { ...document, rules };
}

export function withNewRule(document: PolicyDocument): PolicyDocument {
  const ids = new Set(document.rules.map(({ id }) => id));
  let number = document.rules.length + 1;
  while (ids.has(`rule-${number}`)) number += 1;
  const rule: Rule = { id: `rule-${number}`, to: { roles: ['viewer'] }, default: 'deny', tables: {} };
  return { ...document, rules: [...document.rules, rule] };
}

export function withoutRule(document: PolicyDocument, at: number): PolicyDocument {
  return { ...document, rules: document.rules.filter((_, each) => each !== at) };
}

export function withTable(document: PolicyDocument, at: number, key: string, change: Partial<TableRule>): PolicyDocument {
  const tables = document.rules[at]?.tables ?? {};
  return withRule(document, at, { tables: { ...tables, [key]: said({ ...tables[key], ...change }) } });
}

export function withoutTable(document: PolicyDocument, at: number, key: string): PolicyDocument {
  return withRule(document, at, { tables: without(document.rules[at]?.tables ?? {}, key) });
}

/** What a column shows; none for what the default of its table says. */
export function withColumn(document: PolicyDocument, at: number, key: string, column: string, rule?: ColumnRule): PolicyDocument {
  const columns = document.rules[at]?.tables?.[key]?.columns ?? {};
  return withTable(document, at, key, { columns: rule ? { ...columns, [column]: said(rule) } : without(columns, column) });
}

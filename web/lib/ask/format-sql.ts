import { formatDialect, postgresql } from 'sql-formatter';

/** Laid out by clauses. What the formatter does not read stays as it is. */
export function formatted(sql: string): string {
  try {
    return formatDialect(sql, { dialect: postgresql, keywordCase: 'upper', tabWidth: 2 });
  } catch {
    return sql;
  }
}

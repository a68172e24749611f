import type { ReactNode } from 'react';
import { number } from '@/lib/format';
import { rich } from '@/lib/format/rich';
import { count } from './plural';

export const sqlFor = (question: string) => `SQL for: ${question}`;

export const checked = (tables: string, columns: number, masked: number, rowsMax: number) =>
  `Checked: reads ${tables || 'no table'}, ${count(columns, 'column')}${masked > 0 ? `, ${number(masked)} of them masked for you` : ''}, at most ${count(rowsMax, 'row')}.`;

export const nothingWrong = 'Nothing was wrong with it.';
export const repairedByModel = 'A model repaired it';
export const putRight = 'Put right';
export const repaired = (by: string, changes: string) => `${by}: ${changes}. Look at what changed before you run it.`;
export const fixIt = 'Fix it';
export const checking = 'Checking…';

export const sql = 'SQL';

export const dialectNames = {
  postgres: 'PostgreSQL',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
};
export const sqlHeading = (words: ReactNode) => rich`SQL ${words}`;
export const sqlForDialect = (dialect: string) => `for ${dialect}`;
export const copySql = 'Copy SQL';

export const dialectOf = (postgres: boolean, dialect: string) =>
  `In the dialect of PostgreSQL${postgres ? '' : `, translated for ${dialect}`}`;
export const format = 'Format';
export const compare = 'Compare';
export const asGenerated = 'As generated';
export const run = 'Run';

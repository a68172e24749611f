import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';
import { count } from './plural';

export const sqlFor = (question: string) => `SQL for: ${question}`;

export const noTable = 'no table';
export const checkedReads = (read: string) => `Checked: reads ${read}`;
export const columnCount = (amount: number) => count(amount, 'column');
export const maskedForYou = (masked: number) => `${masked} of them masked for you`;
export const rowsAtMost = (rowsMax: number) => `at most ${count(rowsMax, 'row')}`;
export const nothingWrong = 'Nothing was wrong with it.';
export const repairedByModel = 'A model repaired it';
export const putRight = 'Put right';
export const repaired = (by: string, changes: string) => `${by}: ${changes}. Look at what changed before you run it.`;
export const fixIt = 'Fix it';
export const checking = 'Checking…';

export const sql = 'SQL';

export const loading = 'Loading';

export const dialectNames = {
  postgres: 'PostgreSQL',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
};
export const sqlHeading = (words: ReactNode) => rich`SQL ${words}`;
export const sqlForDialect = (dialectNames: string) => `for ${dialectNames}`;
export const copySql = 'Copy SQL';

export const dialectOf = (postgres: boolean, dialectNames: string) =>
  `In the dialect of PostgreSQL${postgres ? '' : `, translated for ${dialectNames}`}`;
export const format = 'Format';
export const compare = 'Compare';
export const asGenerated = 'As generated';
export const run = 'Run';

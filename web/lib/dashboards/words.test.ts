import { expect, test } from 'vitest';
import type { DryRun } from '../api/types';
import { dryRunText, fittingKind, placeText } from './words';

test('the kind of tile follows from the answer', () => {
  const column = { name: 'n', type: 'integer' as const };
  expect(fittingKind({ columns: [column], rows: [[1]], chart: {} })).toBe('number');
  expect(fittingKind({ columns: [column, column], rows: [[1, 2]], chart: {} })).toBe('chart');
  expect(fittingKind({ columns: [column, column], rows: [], chart: null })).toBe('table');
});

test('places are told counting from one', () => {
  expect(placeText('Orders', { x: 0, y: 2, w: 6, h: 4 })).toBe('Orders: column 1, row 3, 6 wide, 4 high');
});

test('a dry run tells tables and masks', () => {
  const found = {
    sql: '', dialect: 'sqlite', tables: [{ schema: 'main', table: 'orders' }],
    columns: [{ name: 'mail', type: 'text', sources: [], masked: true }],
    limits: { rows_max: 1000, bytes_max: 1, time_ms: 1 },
  } as unknown as DryRun;
  expect(dryRunText(found)).toMatch(/^It may run: reads orders, shows 1 column, at most 1.000 rows\. Masked for you: mail\.$/);
});

import { expect, test } from 'vitest';
import { cutByParts, partsOf } from './parts';

const texts = (sql: string, became: string) => partsOf(sql, became).map(({ begin, end }) => sql.slice(begin, end));

test('finds the whole of a part, whatever the blanks', () => {
  expect(texts("SELECT *\nFROM orders\nWHERE status =\n 'paid'", "status = 'paid'")).toEqual(["status =\n 'paid'"]);
});

test('finds names and literals where the dialect writes them otherwise', () => {
  expect(texts("SELECT \"status\" FROM orders WHERE status IS 'paid'", "orders.status = 'paid'")).toEqual(['status', 'status', "'paid'"]);
});

test('takes words as wholes only', () => {
  expect(texts('SELECT customer_id FROM customers', 'customer')).toEqual([]);
  expect(texts('SELECT a FROM t', '')).toEqual([]);
  expect(texts('SELECT (x', '(')).toEqual(['(']);
});

test('cuts the statement, and loses nothing of it', () => {
  const sql = "SELECT count(*) FROM orders WHERE status = 'paid'";
  const pieces = cutByParts(sql, ['orders', "orders.status = 'paid'"]);
  expect(pieces.map(({ text }) => text).join('')).toBe(sql);
  expect(pieces.find(({ text }) => text === 'orders')?.words).toContain(0);
  expect(cutByParts('', [])).toEqual([]);
});

import { expect, test } from 'vitest';
import type { ResultColumn } from '../api/types';
import { asRecords, asTabbed, cellText } from './cells';

const column = (name: string, type: ResultColumn['type']): ResultColumn => ({ name, type });

test('writes numbers for people, and names of things as they are', () => {
  expect(cellText(1234567, column('total', 'integer'))).toBe((1234567).toLocaleString());
  expect(cellText(2024, column('year', 'integer'))).toBe('2024');
  expect(cellText(12345, column('customer_id', 'integer'))).toBe('12345');
});

test('writes numbers that JavaScript cannot hold with every digit', () => {
  expect(cellText('9007199254740993', column('total', 'decimal'))).toBe((9007199254740993n).toLocaleString());
  expect(cellText('-1234567.50', column('total', 'decimal'))).toBe('-1,234,567.50');
  expect(cellText('170141183460469231731687303715884105727', column('n', 'integer'))).toContain('105,727');
  expect(cellText('NaN', column('total', 'real'))).toBe('NaN');
  expect(cellText('-Infinity', column('total', 'real'))).toBe('-Infinity');
  expect(cellText('1e400', column('total', 'real'))).toBe('1e400');
});

test('dates of any age stay as they are', () => {
  expect(cellText('0044-03-15', column('day', 'date'))).toBe('0044-03-15');
  expect(cellText('1815-12-10T00:00:00', column('at', 'timestamp'))).toBe('1815-12-10');
});

test('writes moments without what says nothing', () => {
  expect(cellText('2024-05-01T10:20:30', column('at', 'timestamp'))).toBe('2024-05-01 10:20:30');
  expect(cellText('2024-05-01T00:00:00', column('at', 'timestamp'))).toBe('2024-05-01');
});

test('copies exact values that cannot break out of their cell', () => {
  const columns = [column('a\tb', 'text'), column('n', 'integer')];
  expect(asTabbed(columns, [['x\ty\nz', 1234], [null, null]])).toBe('a b\tn\nx y z\t1234\n\t');
});

test('gives charts numbers', () => {
  const columns = [column('n', 'decimal'), column('t', 'text')];
  expect(asRecords(columns, [['12.50', '12.50']])).toEqual([{ n: 12.5, t: '12.50' }]);
});

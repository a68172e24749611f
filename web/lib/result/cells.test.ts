import { expect, test } from 'vitest';
import type { ResultColumn } from '../api/types';
import { exactNumberText, momentText } from '../format/values';
import { asRecords, asTabbed, cellText, exactTitle } from './cells';

const column = (name: string, type: ResultColumn['type']): ResultColumn => ({ name, type });

test('writes numbers for people, and names of things as they are', () => {
  expect(cellText(1234567, column('total', 'integer'))).toBe((1234567).toLocaleString());
  expect(cellText(2024, column('year', 'integer'))).toBe('2024');
  expect(cellText(12345, column('customer_id', 'integer'))).toBe('12345');
});

test('writes numbers that JavaScript cannot hold with every digit', () => {
  expect(cellText('9007199254740993', column('total', 'decimal'))).toBe((9007199254740993n).toLocaleString());
  expect(cellText('-1234567.50', column('total', 'decimal'))).toBe(exactNumberText('-1234567.50'));
  expect(cellText('170141183460469231731687303715884105727', column('n', 'integer'))).toContain('105,727');
  expect(cellText('NaN', column('total', 'real'))).toBe('NaN');
  expect(cellText('-Infinity', column('total', 'real'))).toBe('-Infinity');
  expect(cellText('1e400', column('total', 'real'))).toBe('1e400');
});

test('moments are written for people; exactly is for those who point at them', () => {
  const day = column('day', 'date');
  expect(cellText('2024-05-01', day)).toBe(momentText('2024-05-01'));
  expect(exactTitle('2024-05-01', day)).toBe('2024-05-01');
  expect(exactTitle('0044-03-15', day)).toBeUndefined();
  expect(cellText(1_714_521_600, day)).toBe('1714521600');
  expect(cellText('2024-05-01', column('t', 'text'))).toBe('2024-05-01');
  expect(asTabbed([day], [['2024-05-01']])).toBe('day\n2024-05-01');
});

test('copies exact values that cannot break out of their cell', () => {
  const columns = [column('a\tb', 'text'), column('n', 'integer')];
  expect(asTabbed(columns, [['x\ty\nz', 1234], [null, null]])).toBe('a b\tn\nx y z\t1234\n\t');
});

test('gives charts numbers', () => {
  const columns = [column('n', 'decimal'), column('t', 'text')];
  expect(asRecords(columns, [['12.50', '12.50']])).toEqual([{ n: 12.5, t: '12.50' }]);
  const odd = ['NaN', 'Infinity', '-Infinity', '1e400'];
  expect(asRecords(columns, odd.map((each) => [each, each]))).toEqual(odd.map((t) => ({ n: null, t })));
});

test('texts are shown as they came, whatever they hold', () => {
  const texts = ['<img src=x onerror=alert(1)>', '\u202egnp.exe', '👩‍👩‍👧', 'مرحبا', 'x'.repeat(10_000), '__proto__', '\ud800', '${1}'];
  for (const text of texts) expect(cellText(text, column(text, 'text'))).toBe(text);
  expect(asRecords([column('__proto__', 'integer')], [[1]])).toEqual([Object.fromEntries([['__proto__', 1]])]);
  expect(cellText({ a: '<b>' }, column('j', 'json'))).toBe('{"a":"<b>"}');
});

import { expect, test } from 'vitest';
import { chartLocale } from './chart-locale';

test('charts write numbers and months as the language does', () => {
  const german = chartLocale('de-DE');
  expect(german.number).toMatchObject({ decimal: ',', thousands: '.', grouping: [3, 3, 3] });
  expect(german.time.months[2]).toBe('März');
  expect(german.time.days[0]).toBe('Sonntag');
  expect(chartLocale('en-US').time.shortMonths[11]).toBe('Dec');
});

test('digits and groups that are not of three', () => {
  expect(chartLocale('ar-EG').number.numerals?.join('')).toBe('٠١٢٣٤٥٦٧٨٩');
  expect(chartLocale('hi-IN').number.grouping.slice(0, 2)).toEqual([3, 2]);
});

import { expect, test } from 'vitest';
import { exactNumberText, momentText, numberText } from './values';

/** Browsers put narrow spaces into times; how wide they are is theirs. */
const told = (text: string, locale: string) => momentText(text, locale).replace(/[\u202f\u00a0]/g, ' ');

test('writes dates as three languages do, whatever the zone of the browser', () => {
  expect(told('2026-11-30', 'en-GB')).toBe('30 Nov 2026');
  expect(told('2026-11-30', 'en-US')).toBe('Nov 30, 2026');
  expect(told('2026-11-30', 'de-DE')).toBe('30.11.2026');
  expect(told('2026-01-01', 'ar-EG')).toContain('٢٠٢٦');
  expect(told('2026-11-30', 'th-TH')).toContain('2026');
});

test('writes times as they stand in the data, with its zone', () => {
  expect(told('2024-05-01T23:59:30', 'en-GB')).toBe('1 May 2024, 23:59:30');
  expect(told('2024-05-01 23:59:30+00', 'en-GB')).toBe('1 May 2024, 23:59:30 UTC');
  expect(told('2024-05-01 23:59:30Z', 'en-US')).toBe('May 1, 2024, 11:59:30 PM UTC');
  expect(told('2024-05-01 23:59:30+02', 'de-DE')).toBe('01.05.2024, 23:59:30 UTC+2');
  expect(told('2024-05-01 23:59-05:30', 'en-GB')).toBe('1 May 2024, 23:59 UTC-5:30');
});

test('keeps the parts of a second that tell, and leaves out what says nothing', () => {
  expect(told('2024-05-01 10:20:30.123456', 'en-GB')).toBe('1 May 2024, 10:20:30.123456');
  expect(told('2024-05-01 10:20:30.500', 'de-DE')).toBe('01.05.2024, 10:20:30,5');
  expect(told('2024-05-01 00:00:00.000', 'en-GB')).toBe('1 May 2024');
  expect(told('2024-05-01 00:00:00+00', 'en-GB')).toBe('1 May 2024, 00:00:00 UTC');
});

test('what is no usual moment stays as it is', () => {
  const odd = [
    '1815-12-10', '1899-12-31', '1815-12-10T00:00:00', '0044-03-15', '0044-03-15 BC', '10000-01-01', '-2024-05-01',
    'infinity', '-infinity', '2024-02-30', '2023-02-29', '2024-13-01', '0000-00-00', '2024-05-01 24:00:00',
    '2024-05-01 10:20:60', '2024-05-01 10:20:30 Mars', '2024-05-01<img src=x onerror=alert(1)>', '٢٠٢٤-٠٥-٠١',
    '\u202e2024-05-01', '', 'now', '2024-05-01\n', '9'.repeat(10_000),
  ];
  for (const locale of ['en-GB', 'de-DE', 'ar-EG']) for (const text of odd) expect(momentText(text, locale)).toBe(text);
  expect(told('1900-01-01', 'en-GB')).toBe('1 Jan 1900');
  expect(told('9999-12-31', 'en-GB')).toBe('31 Dec 9999');
});

test('writes every digit of a number in the digits of the language', () => {
  expect(exactNumberText('-1234567.50', 'en-GB')).toBe('-1,234,567.50');
  expect(exactNumberText('-1234567.50', 'de-DE')).toBe('-1.234.567,50');
  expect(exactNumberText('1234567.50', 'ar-EG')).toBe('١٬٢٣٤٬٥٦٧٫٥٠');
  expect(numberText(1234.5, 'de-DE')).toBe('1.234,5');
  for (const text of ['NaN', 'Infinity', '-Infinity', '1e400', '1.', '', '0x10', ' 1'])
    expect(exactNumberText(text, 'de-DE')).toBe(text);
});

import { expect, test } from 'vitest';
import { momentFormat } from './chart-moments';

test.each([
  ['en-US', '%d %b %Y', '%b %-d, %Y'],
  ['en-GB', '%d %b %Y', '%-d %b %Y'],
  ['de-DE', '%d %b %Y', '%-d. %b %Y'],
  ['en-US', '%d %b', '%b %-d'],
  ['de-DE', '%b %Y', '%b %Y'],
  ['ja-JP', '%b %Y', '%Y年%-m月'],
  ['en-GB', '%d %b %H:%M', '%-d %b, %H:%M'],
])('%s orders %s as %s', (locale, format, ordered) => {
  expect(momentFormat(format, locale)).toBe(ordered);
});

test('twelve hours have their half of the day', () => {
  expect(momentFormat('%d %b %H:%M', 'en-US').replace(/\s/g, ' ')).toBe('%b %-d, %-I:%M %p');
});

test('what somebody wrote otherwise stays', () => {
  expect(momentFormat('%Y week %W', 'en-US')).toBe('%Y week %W');
});

import { expect, it } from 'vitest';
import type { Schedule } from '../api/types';
import { draftOf, placeText, rhythmText, sentOf, timeZones, troubleOf } from './schedules';

const daily = { every: 'day', at: '08:00', time_zone: 'UTC', door: 'webhook', url: 'https://example.org/in' } as Schedule;

it('tells when and where in words', () => {
  expect(rhythmText(daily)).toBe('Every day at 08:00 (UTC)');
  expect(rhythmText({ ...daily, every: 'week', weekday: 7 })).toBe('Every Sunday at 08:00 (UTC)');
  expect(rhythmText({ ...daily, every: 'month', day: 31 })).toBe('On day 31 of every month at 08:00 (UTC)');
  expect(rhythmText({ ...daily, every: 'minutes', minutes: 60, at: undefined })).toBe('Every hour');
  expect(rhythmText({ ...daily, every: 'minutes', minutes: 45, at: undefined })).toBe('Every 45 minutes');
  expect(placeText({ ...daily, door: 'email', recipients: ['a@b.c', 'd@e.f'] })).toBe('By e-mail to a@b.c, d@e.f');
});

it('sends only what the kind of schedule knows', () => {
  expect(sentOf(draftOf(daily))).toEqual({ every: 'day', at: '08:00', time_zone: 'UTC', door: 'webhook', url: 'https://example.org/in' });
  expect(sentOf({ ...draftOf(daily), every: 'minutes', door: 'email', recipients: ['a@b.c'] })).toEqual({
    every: 'minutes', minutes: 60, door: 'email', recipients: ['a@b.c'],
  });
});

it('finds what is missing before the server is asked', () => {
  expect(troubleOf(draftOf(daily))).toEqual({});
  expect(Object.keys(troubleOf({ ...draftOf(), url: 'x', at: '' }))).toEqual(['url', 'at']);
  expect(Object.keys(troubleOf({ ...draftOf(), door: 'email', recipients: ['x'] }))).toEqual(['recipients']);
});

it('knows time zones', () => {
  expect(timeZones()).toContain('Europe/Berlin');
});

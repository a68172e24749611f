import { expect, test } from 'vitest';
import { starredFirst, toggled } from './starred';

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

test('what is starred comes first; what is gone is not missed', () => {
  expect(starredFirst(items, ['c', 'gone', 'b']).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(starredFirst(items, [])).toEqual(items);
});

test('stars and unstars', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});

import { expect, test } from 'vitest';
import { loginPathFor, nextPath, safePath } from './next-path';

test('follows a path of this app only', () => {
  expect(safePath('/history?x=1')).toBe('/history?x=1');
  for (const path of [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:1']) {
    expect(safePath(path)).toBe('/');
  }
});

test('remembers the place in the address', () => {
  expect(loginPathFor({ pathname: '/sources/1', search: '?a=b' })).toBe('/login?next=%2Fsources%2F1%3Fa%3Db');
  expect(loginPathFor({ pathname: '/', search: '' })).toBe('/login');
});

test('takes the word of a link along to the shared dashboard, and nowhere else', () => {
  expect(nextPath('?next=%2Fshared', '#prls_1')).toBe('/shared#prls_1');
  expect(nextPath('?next=%2Fask', '#invitation=1')).toBe('/ask');
  expect(nextPath('', '#x')).toBe('/');
});

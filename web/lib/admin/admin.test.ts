import { describe, expect, it } from 'vitest';
import type { ApiKey } from '@/lib/api/types';
import { attributesOf, draftsOf, nameProblem } from './attributes';
import { snippetsFor, stateOf } from './keys';
import { invitationIn, invitationLink, rolesOf } from './roles';

const key: ApiKey = {
  id: 'k',
  name: 'n',
  hint: 'prlk_1234',
  scopes: ['read'],
  user_id: 'u',
  username: 'ann',
  created_at: '2026-11-01T00:00:00Z',
};

describe('administration', () => {
  it('lets only owners make owners', () => {
    expect(rolesOf('owner').map(({ value }) => value)).toContain('owner');
    expect(rolesOf('admin').map(({ value }) => value)).toEqual(['admin', 'analyst', 'viewer']);
  });

  it('puts a code behind the # and finds it there', () => {
    const link = invitationLink('https://a.example', 'pli_a&b=#');
    expect(new URL(link).search).toBe('');
    expect(invitationIn(new URL(link).hash)).toBe('pli_a&b=#');
    expect(invitationIn('')).toBe('');
    expect(invitationLink('https://a.example', 'pli_a', 'p')).toBe('https://a.example/register?sso=p#invitation=pli_a');
  });

  it('tells what has become of a key', () => {
    const now = Date.UTC(2026, 10, 30);
    expect(stateOf(key, now)).toBe('active');
    expect(stateOf({ ...key, expires_at: '2026-11-29T00:00:00Z' }, now)).toBe('expired');
    expect(stateOf({ ...key, expires_at: '2027-01-01T00:00:00Z', revoked_at: '2026-11-02T00:00:00Z' }, now)).toBe('revoked');
  });

  it('writes snippets that are the JSON that clients read', () => {
    const all = snippetsFor('https://a.example', 'prlk_x');
    const cursor = JSON.parse(all.find(({ client }) => client === 'Cursor')?.text ?? '{}');
    expect(cursor.mcpServers.parlance).toEqual({ url: 'https://a.example/mcp', headers: { Authorization: 'Bearer prlk_x' } });
    expect(all.every(({ text }) => text.includes('prlk_x'))).toBe(true);
  });

  it('takes attributes that rules can ask for', () => {
    expect(attributesOf(draftsOf({ region: 'DE' }))).toEqual({ region: 'DE' });
    expect(nameProblem('region', [{ name: 'region', value: '' }])).toBeNull();
    expect(nameProblem(' ', [])).toMatch(/name/);
    expect(nameProblem('a b', [])).toMatch(/Letters/);
    expect(nameProblem('a', draftsOf({ a: '1' }).concat({ name: 'a ', value: '2' }))).toMatch(/two/);
  });
});

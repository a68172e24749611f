import { beforeEach, describe, expect, it, vi } from 'vitest';
import { operationsOf, operationsWith } from './operations';
import { keyName, shortcutGroups } from './shortcuts';
import { endTour, tourFor, tourIsOver } from './tour';

describe('help', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => kept.set(name, text),
    });
  });

  it('shows the tour once to each person, and steps only of what they may', () => {
    expect(tourIsOver('t/u')).toBe(false);
    endTour('t/u');
    expect([tourIsOver('t/u'), tourIsOver('t/v')]).toEqual([true, false]);
    expect(tourFor(['read']).some(({ href }) => href === '/policies')).toBe(false);
    expect(tourFor(['read', 'write', 'admin']).map(({ href }) => href)).toContain('/admin/invitations');
  });

  it('writes keys as the keyboard does', () => {
    expect(['Mod', 'Shift', 'Z'].map((key) => keyName(key, true))).toEqual(['⌘', '⇧', 'Z']);
    expect(keyName('Mod', false)).toBe('Ctrl');
    const all = shortcutGroups.flatMap(({ where, shortcuts }) => shortcuts.map(({ does }) => where + does));
    expect(new Set(all).size).toBe(all.length);
  });

  it('lists operations by what they are about and finds them by words', () => {
    const paths = {
      '/api/v1/z': { get: { operationId: 'get_z', summary: 'Gives z.', tags: ['b'] }, parameters: [] },
      '/api/v1/a': { post: { operationId: 'make_a', summary: 'Makes an a.', tags: ['a'] } },
    };
    const all = operationsOf({ paths });
    expect(all.map(({ id }) => id)).toEqual(['make_a', 'get_z']);
    expect(operationsWith(all, 'MAKES /a').map(({ id }) => id)).toEqual(['make_a']);
    expect(operationsWith(all, 'makes z')).toEqual([]);
  });
});

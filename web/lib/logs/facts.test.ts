import { describe, expect, it } from 'vitest';
import type { LogItem } from '@/lib/api/types';
import { factsOf } from './facts';
import { actionWords, outcomeLook, titleOf, whoOf } from './words';

const item: LogItem = {
  id: 'a',
  at: '2026-11-30T04:24:33.186518Z',
  door: 'catalog',
  action: 'policy_suggested',
  outcome: 'done',
  tables: [],
  masked_columns: [],
  policies: [{ id: 'suggested', version: 1, identity: '' }],
  request_id: '',
  node: 'vm',
  sequence: 3,
};

describe('an entry of the log', () => {
  it('tells what there is and leaves out the rest', () => {
    const names = factsOf(item, undefined).map(({ name }) => name);
    expect(names).toEqual(['When', 'Who', 'Door', 'What', 'Policies applied', 'Place in the chain']);
  });

  it('says which policy decided', () => {
    const told = factsOf({ ...item, policies: [{ version: 3, identity: '6359' }] }, undefined);
    expect(told.find(({ name }) => name === 'Policies applied')?.value).toBe('version 3 (rights 6359)');
  });

  it('tells of a source that is gone', () => {
    const told = factsOf({ ...item, connection_id: 'x' }, undefined);
    expect(told.find(({ name }) => name === 'Source')?.value).toBe('A source that is gone');
  });

  it('names the key that it came with', () => {
    const keyOf = (told: ReturnType<typeof factsOf>) => told.find(({ name }) => name === 'API key')?.value;
    expect(keyOf(factsOf({ ...item, api_key_id: 'k' }, undefined, 'nightly'))).toBe('nightly');
    expect(keyOf(factsOf({ ...item, api_key_id: 'k' }))).toBe('A key that is gone');
    expect(keyOf(factsOf(item))).toBeUndefined();
  });

  it('is called as what was asked, else as what was done', () => {
    expect(titleOf({ ...item, action: 'ask', question: 'how many' })).toBe('how many');
    expect(titleOf({ ...item, action: 'invited', question: 'analyst' })).toBe('Invited: analyst');
    expect(titleOf(item)).toBe('A policy was suggested');
    expect(actionWords('some_new_thing')).toBe('Some new thing');
    expect(whoOf(item)).toBe('Parlance');
    expect(outcomeLook('odd')).toEqual({ label: 'odd', color: 'gray' });
  });
});

import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors';
import { bodyOf, changeOf, draftOf, isWhole, meaningOf, noTerm, termsIn } from './drafts';
import { faultsOf } from './faults';
import type { Term } from './types';
import { dbtText, importText } from './words';

const term = (more: Partial<Term>): Term => ({
  kind: 'synonym', table: 'orders', id: '1', connection_id: 'c', author: 'a', created_at: '', updated_at: '', ...more,
});

describe('terms as forms hold them', () => {
  it('says only what belongs to the kind', () => {
    const draft = { ...noTerm, phrase: ' takings ', table: 'orders', formula: 'sum(total)', condition: 'x', column: 'y' };
    expect(bodyOf({ ...draft, kind: 'metric' })).toEqual({ kind: 'metric', table: 'orders', phrase: 'takings', formula: 'sum(total)' });
    expect(bodyOf({ ...draft, kind: 'synonym', column: '', value: 'v' })).toEqual({ kind: 'synonym', table: 'orders', phrase: 'takings' });
    expect(bodyOf({ ...draft, kind: 'columns', columns: ['a'] })).toEqual({ kind: 'columns', table: 'orders', columns: ['a'] });
  });

  it('takes away in a change what is empty', () => {
    const draft = draftOf(term({ phrase: 'p', column: 'c', value: 'v', description: 'd' }));
    expect(changeOf({ ...draft, column: '', description: '' })).toMatchObject({ column: '', value: '', description: '', phrase: 'p' });
    expect(changeOf({ ...draft, kind: 'metric', formula: 'sum(x)' })).toMatchObject({ formula: 'sum(x)', column: undefined });
  });

  it('knows when there is enough to look at', () => {
    expect(isWhole(noTerm)).toBe(false);
    expect(isWhole({ ...noTerm, phrase: 'a', table: 't' })).toBe(true);
    expect(isWhole({ ...noTerm, kind: 'metric', phrase: 'a', table: 't', formula: ' ' })).toBe(false);
    expect(isWhole({ ...noTerm, kind: 'columns', table: 't', columns: ['a'] })).toBe(true);
  });

  it('is found by what it says and means', () => {
    const all = [term({ phrase: 'patrons' }), term({ id: '2', kind: 'metric', phrase: 'takings', formula: 'sum(total)', problem: { code: 'c', detail: 'd' } })];
    const ids = (sieve: Partial<Parameters<typeof termsIn>[1]>) => termsIn(all, { words: '', kind: '', broken: false, ...sieve }).map(({ id }) => id);
    expect(ids({})).toEqual(['1', '2']);
    expect(ids({ words: 'TOTAL' })).toEqual(['2']);
    expect(ids({ kind: 'synonym' })).toEqual(['1']);
    expect(ids({ broken: true })).toEqual(['2']);
    expect(meaningOf(term({ column: 'tier', value: '3' }))).toBe('orders.tier = 3');
  });
});

describe('what the server says of a draft', () => {
  it('stands at the field that it names, else at the text that was looked into', () => {
    const named = new ApiError({ errors: [{ pointer: '/term/phrase', detail: 'too long' }] });
    expect(faultsOf(named, 'formula', '')).toEqual({ phrase: 'too long' });
    const placed = new ApiError({ detail: 'There is no column totl.', position: 4 });
    expect(faultsOf(placed, 'formula', 'sum(totl)')).toEqual({ formula: 'There is no column totl. Near “totl)”.' });
    expect(faultsOf(new ApiError({ detail: 'No.', position: 5 }), 'sql', "'ä' x y").sql).toBe('No. Near “x y”.');
    expect(faultsOf(new ApiError({ detail: 'No.' }), 'formula', 'x')).toEqual({ formula: 'No.' });
  });

  it('tells imports in words', () => {
    expect(importText({ added: 0, changed: 0, unchanged: 2 }, false)).toBe('All of it is there already.');
    expect(importText({ added: 2, changed: 1, unchanged: 1 }, false)).toBe('2 would be added, 1 changed. 1 is there already.');
    expect(dbtText({ added: 1, changed: 0, unchanged: 0, passed: 2, items: [] }, true)).toBe('1 was added, 0 changed. 2 entries are passed over; the report says why.');
  });
});

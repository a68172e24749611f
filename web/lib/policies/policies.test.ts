import { describe, expect, it } from 'vitest';
import type { ExplainedTable } from '@/lib/api/types';
import { attributesAsked, documentOf, keyOf, tablePointer, type PolicyDocument } from './document';
import { withColumn, withNewRule, withoutRule, withoutTable, withRule, withTable } from './edits';
import { maskExample, masks } from './masks';
import { cellOf, shortJson } from './words';

const document: PolicyDocument = {
  unrestricted: ['owner'],
  rules: [{ id: 'a', default: 'deny', tables: { 'main.people': { columns: { email: { mask: 'partial' } } } } }],
};

const table: ExplainedTable = {
  schema: 'main',
  name: 'people',
  seen: true,
  filtered: false,
  pointer: '',
  because: [],
  columns: [
    { name: 'id', seen: true, mask: 'none' },
    { name: 'email', seen: true, mask: 'partial' },
  ],
};

describe('a policy document', () => {
  it('is read with rules, or as a lone rule', () => {
    expect(documentOf(document)).toBe(document);
    expect(documentOf({ default: 'allow' })).toEqual({ rules: [{ default: 'allow' }] });
    expect(documentOf([])).toBeUndefined();
    expect(documentOf({ rules: 1 })).toBeUndefined();
  });

  it('keeps the name by which a rule speaks of a table', () => {
    expect(keyOf({ tables: { people: {} } }, 'main', 'people')).toBe('people');
    expect(keyOf(document.rules[0], 'main', 'people')).toBe('main.people');
    expect(keyOf(undefined, '', 'people')).toBe('people');
    expect(tablePointer(0, 'a/b~c')).toBe('/rules/0/tables/a~1b~0c');
  });

  it('asks for the attributes of its row rules, each once', () => {
    const asking = withTable(document, 0, 'x', { rows: 'a = :user.region AND b = :user.team OR c = :user.region' });
    expect(attributesAsked(asking)).toEqual(['region', 'team']);
  });
});

describe('edits', () => {
  it('set and take back what a column shows', () => {
    const masked = withColumn(document, 0, 'main.people', 'pay', { mask: 'bucket', size: 10 });
    expect(masked.rules[0]?.tables?.['main.people']?.columns).toEqual({ email: { mask: 'partial' }, pay: { mask: 'bucket', size: 10 } });
    expect(withColumn(masked, 0, 'main.people', 'pay')).toEqual(document);
    expect(document.rules[0]?.tables?.['main.people']?.columns).toEqual({ email: { mask: 'partial' } });
  });

  it('leave out what is not said', () => {
    const filtered = withTable(document, 0, 'main.people', { rows: 'id > 1' });
    expect(withTable(filtered, 0, 'main.people', { rows: undefined })).toEqual(document);
    expect(withRule(document, 0, { default: undefined }).rules[0]).not.toHaveProperty('default');
  });

  it('add and remove rules and tables', () => {
    const more = withNewRule(withNewRule(document));
    expect(more.rules.map(({ id }) => id)).toEqual(['a', 'rule-2', 'rule-3']);
    expect(withoutRule(withoutRule(more, 2), 1)).toEqual(document);
    expect(withoutTable(document, 0, 'main.people').rules[0]?.tables).toEqual({});
  });
});

describe('words', () => {
  it('tell what somebody sees of a table', () => {
    expect(cellOf(table)).toEqual({ access: 'part', text: '1 masked' });
    expect(cellOf({ ...table, columns: [] })).toEqual({ access: 'all', text: 'All' });
    expect(cellOf({ ...table, seen: false })).toEqual({ access: 'none', text: 'Hidden' });
    expect(cellOf({ ...table, filtered: true }).text).toBe('1 masked, some rows');
  });

  it('show every mask at work', () => {
    expect(masks.filter(({ value }) => value !== 'none').every(({ value }) => maskExample({ mask: value }).includes('→'))).toBe(true);
    expect(maskExample({ mask: 'bucket', size: 1000 })).toBe('54,321 → 54,000');
    expect(maskExample({ mask: 'constant', value: 0 })).toBe('ann@example.org → 0');
    expect(maskExample({})).toBe('');
    expect(shortJson('x'.repeat(999))).toHaveLength(301);
    expect(shortJson(undefined)).toBe('');
  });
});

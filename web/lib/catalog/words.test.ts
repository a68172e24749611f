import { describe, expect, it } from 'vitest';
import type { Broken, SchemaChange } from './types';
import { changeText, dependentHref, endText, isLoss, tableText } from './words';

const change = (kind: SchemaChange['kind'], more: Partial<SchemaChange> = {}): SchemaChange => ({ kind, schema: 'main', table: 't', ...more });
const broken = (kind: Broken['kind'], more: Partial<Broken> = {}): Broken => ({ kind, id: 'a/b', name: 'n', code: 'c', detail: 'd', ...more });

describe('names', () => {
  it('say the schema where it is not the usual one', () => {
    expect(tableText({ schema: 'main', name: 'orders' }, 'main')).toBe('orders');
    expect(tableText({ schema: 'hr', name: 'staff' }, 'main')).toBe('hr.staff');
    expect(endText({ schema: 'hr', table: 'staff', columns: ['a', 'b'] }, 'main')).toBe('hr.staff.a, b');
  });
});

describe('changes of a schema', () => {
  it('are told in words', () => {
    expect(changeText(change('column_added', { after: 'integer' }))).toBe('is new, integer');
    expect(changeText(change('column_type_changed', { before: 'int', after: 'text' }))).toBe('is now text (was int)');
    expect(changeText(change('column_renamed', { before: 'km' }))).toBe('seems to be what was km');
    expect(changeText(change('column_nullability_changed', { before: 'nullable', after: 'not null' }))).toBe('is required now');
    expect(changeText(change('primary_key_changed', { before: 'id', after: '' }))).toBe('has another primary key: none (was id)');
  });

  it('are losses when something could have leaned on what was there', () => {
    expect(isLoss(change('column_removed'))).toBe(true);
    expect(isLoss(change('table_renamed'))).toBe(true);
    expect(isLoss(change('column_added'))).toBe(false);
    expect(isLoss(change('comment_changed'))).toBe(false);
  });

  it('lead to what they broke', () => {
    expect(dependentHref(broken('verified'), 's')).toBe('/knowledge?source=s&tab=verified&show=a%2Fb');
    expect(dependentHref(broken('tile', { parent_id: 'd' }), 's')).toBe('/dashboards/d');
    expect(dependentHref(broken('tile'), 's')).toBeUndefined();
    expect(dependentHref(broken('saved_query'), 's')).toBeUndefined();
  });
});

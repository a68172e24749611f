import { describe, expect, it } from 'vitest';
import { boundsOf, everything, isNarrow, queryOf } from './filter';

const now = Date.UTC(2026, 10, 30, 12);

describe('the filter of the log', () => {
  it('asks for everything with nothing', () => {
    expect(queryOf(everything)).toEqual({});
    expect(isNarrow(everything)).toBe(false);
  });

  it('calls things as the API does', () => {
    const filter = { ...everything, text: 'a b', person: 'p', source: 's', outcome: 'failed', door: 'mcp', key: 'k' };
    expect(queryOf(filter)).toEqual({ text: 'a b', user_id: 'p', connection_id: 's', outcome: 'failed', door: 'mcp', api_key_id: 'k' });
    expect(isNarrow(filter)).toBe(true);
  });

  it('counts periods back from now', () => {
    expect(boundsOf({ ...everything, period: 'hour' }, now)).toEqual({ since: '2026-11-30T11:00:00.000Z' });
    expect(boundsOf({ ...everything, period: 'week' }, now)).toEqual({ since: '2026-11-23T12:00:00.000Z' });
  });

  it('takes whole days, the last one included', () => {
    const { since, until } = boundsOf({ ...everything, period: 'days', from: '2026-02-28', to: '2026-02-28' });
    expect(new Date(until ?? '').getTime() - new Date(since ?? '').getTime()).toBe(24 * 3_600_000);
  });

  it('leaves out what is no day', () => {
    expect(boundsOf({ ...everything, period: 'days', from: 'x', to: '' })).toEqual({ since: undefined, until: undefined });
    expect(queryOf({ ...everything, period: 'days', from: '<b>', to: '1' })).toEqual({});
  });
});

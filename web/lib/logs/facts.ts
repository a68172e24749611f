import type { LogItem } from '@/lib/api/types';
import { count, duration, exactMoment } from '@/lib/format';
import { actionWords, doorWords, whoOf } from './words';

export interface Fact {
  name: string;
  value: string;
  /** An id or a name of code. */
  code?: boolean;
}

function policyText({ id, version, identity }: LogItem['policies'][number]): string {
  const named = [id && `rule ${id}`, version !== undefined && `version ${version}`].filter(Boolean).join(', ');
  if (!identity) return named;
  return named ? `${named} (rights ${identity})` : `rights ${identity}`;
}

function policiesOf(item: LogItem): string {
  return item.policies.map(policyText).join(' · ');
}

/** Everything else that an entry tells, in the order in which people ask for it; nothing that is empty. */
export function factsOf(item: LogItem, source?: string, apiKey?: string): Fact[] {
  const { row_count, duration_ms, cache_age_ms } = item;
  const facts: Fact[] = [
    { name: 'When', value: exactMoment(item.at) },
    { name: 'Who', value: whoOf(item) },
    { name: 'Door', value: doorWords(item.door) },
    { name: 'API key', value: apiKey ?? (item.api_key_id ? 'A key that is gone' : '') },
    { name: 'What', value: actionWords(item.action) },
    { name: 'Source', value: source ?? (item.connection_id ? 'A source that is gone' : '') },
    { name: 'Error', value: item.error_code ?? '', code: true },
    { name: 'Rows', value: row_count === undefined ? '' : count(row_count, 'row') },
    { name: 'Time', value: duration_ms === undefined ? '' : duration(duration_ms) },
    { name: 'From the cache', value: cache_age_ms === undefined ? '' : `${duration(cache_age_ms)} old` },
    { name: 'Tables', value: item.tables.join(', '), code: true },
    { name: 'Masked columns', value: item.masked_columns.join(', '), code: true },
    { name: 'Policies applied', value: policiesOf(item) },
    { name: 'Request id', value: item.request_id, code: true },
    { name: 'Query id', value: item.query_id ?? '', code: true },
    { name: 'Place in the chain', value: `${item.node} ${item.sequence}`, code: true },
  ];
  return facts.filter(({ value }) => value !== '');
}

import type { LogItem } from '@/lib/api/types';
import { duration, exactMoment } from '@/lib/format';
import * as t from '@/texts/logs';
import { actionWords, doorWords, whoOf } from './words';

export interface Fact {
  name: string;
  value: string;
  /** An id or a name of code. */
  code?: boolean;
}

function policyText({ id, version, identity }: LogItem['policies'][number]): string {
  const named = [id && t.ruleId(id), version !== undefined && t.versionNumber(version)].filter(Boolean).join(', ');
  if (!identity) return named;
  return named ? t.nameWithRights(named, identity) : t.rightsOnly(identity);
}

function policiesOf(item: LogItem): string {
  return item.policies.map(policyText).join(' · ');
}

/** Everything else that an entry tells, in the order in which people ask for it; nothing that is empty. */
export function factsOf(item: LogItem, source?: string, apiKey?: string): Fact[] {
  const { row_count, duration_ms, cache_age_ms } = item;
  const facts: Fact[] = [
    { name: t.when, value: exactMoment(item.at) },
    { name: t.who, value: whoOf(item) },
    { name: t.door, value: doorWords(item.door) },
    { name: t.apiKey, value: apiKey ?? (item.api_key_id ? t.goneKey : '') },
    { name: t.what, value: actionWords(item.action) },
    { name: t.source, value: source ?? (item.connection_id ? t.sourceGone : '') },
    { name: t.error, value: item.error_code ?? '', code: true },
    { name: t.rows, value: row_count === undefined ? '' : t.rowCount(row_count) },
    { name: t.time, value: duration_ms === undefined ? '' : duration(duration_ms) },
    { name: t.fromTheCache, value: cache_age_ms === undefined ? '' : t.cacheAge(duration(cache_age_ms)) },
    { name: t.tables, value: item.tables.join(', '), code: true },
    { name: t.maskedColumns, value: item.masked_columns.join(', '), code: true },
    { name: t.policiesApplied, value: policiesOf(item) },
    { name: t.requestId, value: item.request_id, code: true },
    { name: t.queryId, value: item.query_id ?? '', code: true },
    { name: t.chainPlace, value: `${item.node} ${item.sequence}`, code: true },
  ];
  return facts.filter(({ value }) => value !== '');
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { DryRun } from './types';

async function dryRun(sql: string, source: string, signal?: AbortSignal): Promise<DryRun> {
  const body = { sql, connection_id: source, format: 'json', dry_run: true } as const;
  return (await dataOf(api.POST('/api/v1/queries/sql', { body, signal }))) as DryRun;
}

/** What SQL would read and whether it may run; nothing is run. */
export function useCheckedSql(sql: string, source: string) {
  return useQuery({
    queryKey: ['connections', source, 'checked', sql],
    queryFn: ({ signal }) => dryRun(sql, source, signal),
    enabled: sql.trim() !== '',
    retry: false,
    staleTime: 30_000,
  });
}

export function useDryCheck(source: string) {
  return useMutation({ mutationFn: (sql: string) => dryRun(sql, source) });
}

/** Has SQL that fails repaired: misspelt names put right, or by a model. */
export function useFixSql(source: string) {
  return useMutation({
    mutationFn: (body: { sql: string; question?: string }) =>
      dataOf(api.POST('/api/v1/queries/fix', { body: { ...body, connection_id: source } })),
  });
}

import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ColumnPlace, RelationChoice, RelationState, TableName } from '@/lib/catalog/types';
import { api, authorizedFetch, dataOf } from './client';
import { connectionKeys } from './connections';
import { parseExact } from './exact-json';
import type { operations } from './schema';
import type { FoundColumn, ResultColumn, Row } from './types';

/** Below the source's own key, so that whatever changes sources makes these be asked for again. */
const keys = {
  of: (source: string, ...what: unknown[]) => [...connectionKeys.all, source, 'catalog', ...what] as const,
  sensitive: (source: string) => ['sensitive', source] as const,
};

const at = (source: string) => ({ connection_id: source });
const relationsMax = 1000;

/** The tables that words are about, best first. */
export function useTableSearch(source: string, words: string) {
  return useQuery({
    queryKey: keys.of(source, 'search', words),
    queryFn: ({ signal }) => {
      const query = { q: words, limit: 50 };
      return dataOf(api.GET('/api/v1/connections/{connection_id}/search', { params: { path: at(source), query }, signal }));
    },
    enabled: words !== '',
    placeholderData: (before) => before,
  });
}

export function useTableDetail(source: string, { schema, name }: TableName) {
  return useQuery({
    queryKey: keys.of(source, 'table', schema, name),
    queryFn: ({ signal }) => {
      const query = { table: name, schema };
      return dataOf(api.GET('/api/v1/connections/{connection_id}/describe', { params: { path: at(source), query }, signal }));
    },
  });
}

/** How the values of a table are spread; counting may take seconds. */
export function useTableProfile(source: string, { schema, name }: TableName) {
  return useQuery({
    queryKey: keys.of(source, 'profile', schema, name),
    queryFn: ({ signal }) => {
      const query = { table: name, schema };
      return dataOf(api.GET('/api/v1/connections/{connection_id}/profile', { params: { path: at(source), query }, signal }));
    },
    retry: false,
    staleTime: 5 * 60_000,
  });
}

/** Some rows, as the one who asks sees them. */
export function useSampleRows(source: string, { schema, name }: TableName) {
  return useQuery({
    queryKey: keys.of(source, 'rows', schema, name),
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ connection_id: source, schema, limit: '50' });
      const url = new URL(`/api/v1/queries/sample-data/${encodeURIComponent(name)}?${query.toString()}`, window.location.origin);
      const response = await authorizedFetch(new Request(url, { headers: { Accept: 'application/json' }, signal }));
      return parseExact(await response.text()) as { columns: ResultColumn[]; rows: Row[]; truncated: boolean };
    },
    retry: false,
  });
}

/** Which columns point at which: of one table, or of all; in one state, or in any. */
export function useRelations(source: string, table?: string, state?: RelationState) {
  return useQuery({
    queryKey: keys.of(source, 'relations', table ?? '', state ?? ''),
    queryFn: ({ signal }) => {
      const query = { table, state, limit: relationsMax };
      return dataOf(api.GET('/api/v1/connections/{connection_id}/relations', { params: { path: at(source), query }, signal }));
    },
  });
}

function forgetCatalog(client: QueryClient, source: string) {
  return client.invalidateQueries({ queryKey: keys.of(source) });
}

function useCatalogChange<Input, Output>(source: string, change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => forgetCatalog(client, source) });
}

export function useDecideRelation(source: string) {
  return useCatalogChange(source, ({ id, state }: { id: string; state: RelationChoice }) => {
    const path = { connection_id: source, relation_id: id };
    return dataOf(api.PUT('/api/v1/connections/{connection_id}/relations/{relation_id}', { params: { path }, body: { state } }));
  });
}

export function useAddRelation(source: string) {
  return useCatalogChange(source, (body: { from: ColumnPlace; to: ColumnPlace }) =>
    dataOf(api.POST('/api/v1/connections/{connection_id}/relations', { params: { path: at(source) }, body })),
  );
}

type Written = operations['write_description']['requestBody']['content']['application/json'];

/** Keeps what a person writes about a table or a column; an empty text takes it back. */
export function useDescribe(source: string) {
  return useCatalogChange(source, (body: Written) =>
    dataOf(api.PUT('/api/v1/connections/{connection_id}/descriptions', { params: { path: at(source) }, body })),
  );
}

/** What a model would write about tables; nothing is kept of it. */
export function useSuggestDescriptions(source: string) {
  return useMutation({
    mutationFn: async (tables: string[]) => {
      const body = { connection_id: source, tables };
      return (await dataOf(api.POST('/api/v1/llm/descriptions', { body }))).descriptions;
    },
  });
}

/** How the schema has changed, newest first. */
export function useDrift(source: string) {
  return useInfiniteQuery({
    queryKey: keys.of(source, 'drift'),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 20, before: pageParam };
      return dataOf(api.GET('/api/v1/connections/{connection_id}/drift', { params: { path: at(source), query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Notes that one look's changes were taken note of, or takes that back. */
export function useAcknowledgeDrift(source: string, drift: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (acknowledged: boolean) => {
      const path = { ...at(source), drift_id: drift };
      return dataOf(api.PATCH('/api/v1/connections/{connection_id}/drift/{drift_id}', { params: { path }, body: { acknowledged } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.of(source, 'drift') }),
  });
}

/** The same for one look and all before it. */
export function useAcknowledgeDrifts(source: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (up_to: string) =>
      dataOf(api.POST('/api/v1/connections/{connection_id}/drift/acknowledge', { params: { path: at(source) }, body: { up_to } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.of(source, 'drift') }),
  });
}

export function useSourceSettings(source: string) {
  return useQuery({
    queryKey: keys.of(source, 'settings'),
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/v1/connections/{connection_id}/catalog-settings', { params: { path: at(source) }, signal })),
    refetchOnWindowFocus: false,
  });
}

/** All tables of the database itself, also those that are not taken. */
export function useSourceTables(source: string) {
  return useQuery({
    queryKey: keys.of(source, 'source-tables'),
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/connections/{connection_id}/source-tables', { params: { path: at(source) }, signal }))).tables,
    refetchOnWindowFocus: false,
  });
}

type SettingsChange = operations['change_catalog_settings']['requestBody']['content']['application/json'];

export function useChangeSourceSettings(source: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsChange) =>
      dataOf(api.PATCH('/api/v1/connections/{connection_id}/catalog-settings', { params: { path: at(source) }, body })),
    // Other tables may be taken now, so that everything of the source is another.
    onSuccess: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
}

/** Columns that seem sensitive; looked for when `refetch` is called, for it reads rows. */
export function useSensitiveColumns(source: string) {
  return useQuery({
    queryKey: keys.sensitive(source),
    queryFn: async ({ signal }): Promise<FoundColumn[]> => {
      const params = { query: { connection_id: source } };
      return (await dataOf(api.POST('/api/v1/policies/suggest', { params, body: {}, signal }))).found;
    },
    enabled: false,
    retry: false,
    staleTime: Infinity,
  });
}

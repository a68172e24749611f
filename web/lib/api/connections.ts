import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { ConnectionChange, NewConnection } from './types';

export const connectionKeys = {
  all: ['connections'] as const,
  schema: (id: string) => ['connections', id, 'schema'] as const,
  suggestions: (id: string) => ['connections', id, 'suggestions'] as const,
  test: (id: string) => ['connections', id, 'test'] as const,
};

const byId = (id: string) => ({ params: { path: { connection_id: id } } });

export function useConnections() {
  return useQuery({
    queryKey: connectionKeys.all,
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/connections', { signal }))).connections,
  });
}

export function useSchema(id: string | undefined) {
  return useQuery({
    queryKey: connectionKeys.schema(id ?? ''),
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/v1/queries/schema', { params: { query: { connection_id: id } }, signal })),
    enabled: id !== undefined,
  });
}

export function useSuggestions(id: string | undefined) {
  return useQuery({
    queryKey: connectionKeys.suggestions(id ?? ''),
    queryFn: async ({ signal }) => {
      const params = { query: { connection_id: id } };
      return (await dataOf(api.GET('/api/v1/queries/suggestions', { params, signal }))).questions;
    },
    enabled: id !== undefined,
    staleTime: 5 * 60_000,
  });
}

/** A mutation after which everything that is known of connections is asked for again. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
}

export function useCreateConnection() {
  return useChange((body: NewConnection) => dataOf(api.POST('/api/v1/connections', { body })));
}

export function useSampleConnection() {
  return useChange(() => dataOf(api.POST('/api/v1/connections/sample')));
}

export function useUpdateConnection(id: string) {
  return useChange((body: ConnectionChange) =>
    dataOf(api.PATCH('/api/v1/connections/{connection_id}', { ...byId(id), body })),
  );
}

export function useDeleteConnection(id: string) {
  return useChange(async () => {
    await api.DELETE('/api/v1/connections/{connection_id}', byId(id));
  });
}

export function useRefreshConnection(id: string) {
  return useChange(() => dataOf(api.POST('/api/v1/connections/{connection_id}/refresh', { ...byId(id), body: {} })));
}

/** Tests what a form describes; the server keeps nothing of it. */
export function useTestDraft() {
  return useMutation({
    mutationFn: (body: NewConnection) => dataOf(api.POST('/api/v1/connections/test', { body })),
  });
}

export function useTestConnection(id: string) {
  return useMutation({
    mutationFn: () => dataOf(api.GET('/api/v1/connections/{connection_id}/test', byId(id))),
  });
}

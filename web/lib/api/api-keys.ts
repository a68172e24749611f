import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { NewApiKey } from './types';

const keys = { all: ['api-keys'] as const };

/** One's own; those of the tenant for administrators. */
export function useApiKeys() {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/api-keys', { signal }))).api_keys,
  });
}

export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewApiKey) => dataOf(api.POST('/api/v1/api-keys', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
    // The key is told once and is kept nowhere.
    gcTime: 0,
  });
}

export function useRevokeApiKey(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await api.DELETE('/api/v1/api-keys/{key_id}', { params: { path: { key_id: id } } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

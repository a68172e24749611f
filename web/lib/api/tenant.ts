import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import { drop, refresh } from './session';
import type { TenantChange, TenantDeletion } from './types';

const keys = { all: ['tenant'] as const };

/** What holds in the team. */
export function useTenant() {
  return useQuery({
    queryKey: keys.all,
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/tenant', { signal })),
  });
}

/** The team's name stands in the session too, which is renewed. */
export function useChangeTenant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TenantChange) => dataOf(api.PATCH('/api/v1/tenant', { body })),
    onSuccess: async (now) => {
      client.setQueryData(keys.all, now);
      await refresh().catch(() => undefined);
    },
  });
}

/** Nothing is left afterwards, the session neither. */
export function useDeleteTenant() {
  return useMutation({
    mutationFn: async (body: TenantDeletion) => {
      await api.POST('/api/v1/tenant/delete', { body });
    },
    onSuccess: drop,
    // The password is not kept.
    gcTime: 0,
  });
}

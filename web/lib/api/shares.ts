import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardSource } from './board-source';
import { api, dataOf } from './client';
import { parseExact } from './exact-json';
import type { FilterValues, NewShare, TileData } from './types';

const keys = {
  of: (id: string) => ['shares', id] as const,
  opened: (token: string) => ['shared', token] as const,
};

const byId = (id: string) => ({ params: { path: { dashboard_id: id } } });

/** The links to a dashboard, newest first, with those that have ended. */
export function useShares(id: string) {
  return useQuery({
    queryKey: keys.of(id),
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/dashboards/{dashboard_id}/shares', { ...byId(id), signal }))).shares,
  });
}

export function useShareDashboard(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewShare) => dataOf(api.POST('/api/v1/dashboards/{dashboard_id}/shares', { ...byId(id), body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.of(id) }),
    // The link is told once and is kept nowhere.
    gcTime: 0,
  });
}

export function useRevokeShare(id: string, share: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const path = { dashboard_id: id, share_id: share };
      await api.DELETE('/api/v1/dashboards/{dashboard_id}/shares/{share_id}', { params: { path } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.of(id) }),
  });
}

/** The dashboard behind a link. */
export function useShared(token: string, ready: boolean) {
  return useQuery({
    queryKey: keys.opened(token),
    queryFn: ({ signal }) => dataOf(api.POST('/api/v1/shared', { body: { token }, signal })),
    enabled: ready && token !== '',
    staleTime: Infinity,
  });
}

function chosenOf(filters: string): FilterValues | undefined {
  return filters ? (JSON.parse(filters) as FilterValues) : undefined;
}

/** Where the tiles of a shared board get their rows. */
export function shareSource(token: string): BoardSource {
  return {
    scope: token,
    tile: async (tile, cache, filters, signal) => {
      const body = { token, tile_id: tile, cache, filters: chosenOf(filters) };
      return parseExact(await dataOf(api.POST('/api/v1/shared/tile', { body, parseAs: 'text', signal }))) as TileData;
    },
    choices: (filter, search, signal) => {
      const body = { token, filter_id: filter, search: search || undefined };
      return dataOf(api.POST('/api/v1/shared/choices', { body, signal }));
    },
  };
}

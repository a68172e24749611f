import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { Dashboard, DashboardChange, DashboardVersionDetail, NewDashboard } from './types';

export const dashboardKeys = {
  all: ['dashboards'] as const,
  list: ['dashboards', 'list'] as const,
  one: (id: string) => ['dashboards', 'one', id] as const,
  tile: (scope: string, tile: string, version: number, filters: string) =>
    ['dashboards', 'tile', scope, tile, version, filters] as const,
  choices: (scope: string, filter: string, search: string) => ['dashboards', 'choices', scope, filter, search] as const,
  versions: (id: string) => ['dashboards', 'versions', id] as const,
};

const pageSize = 60;

const byId = (id: string) => ({ params: { path: { dashboard_id: id } } });

/** The tenant's dashboards, newest first. */
export function useDashboards() {
  return useInfiniteQuery({
    queryKey: dashboardKeys.list,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, before: pageParam };
      return dataOf(api.GET('/api/v1/dashboards', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useDashboard(id: string | undefined) {
  return useQuery({
    queryKey: dashboardKeys.one(id ?? ''),
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/dashboards/{dashboard_id}', { ...byId(id ?? ''), signal }))) as Dashboard,
    enabled: id !== undefined,
  });
}

/** A mutation after which the list and the dashboards, but not what their tiles show, are asked for again. */
export function useDashboardChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: dashboardKeys.list }),
        client.invalidateQueries({ queryKey: ['dashboards', 'one'] }),
        client.invalidateQueries({ queryKey: ['dashboards', 'versions'] }),
      ]),
  });
}

export function useCreateDashboard() {
  return useDashboardChange((body: NewDashboard) => dataOf(api.POST('/api/v1/dashboards', { body })));
}

/** Changes what is not a tile, of the version that was seen; refused when another is there meanwhile. */
export function useChangeDashboard(id: string) {
  return useDashboardChange((body: DashboardChange) =>
    dataOf(api.PATCH('/api/v1/dashboards/{dashboard_id}', { ...byId(id), body })),
  );
}

export function useDuplicateDashboard(id: string) {
  return useDashboardChange(() =>
    dataOf(api.POST('/api/v1/dashboards/{dashboard_id}/duplicate', { ...byId(id), body: {} })),
  );
}

export function useDeleteDashboard(id: string) {
  return useDashboardChange(async () => {
    await api.DELETE('/api/v1/dashboards/{dashboard_id}', byId(id));
  });
}

/** A whole dashboard for a source, which nobody has kept yet. */
export function useSuggestDashboard() {
  return useMutation({
    mutationFn: (body: { connection_id: string; goal?: string }) =>
      dataOf(api.POST('/api/v1/dashboard/suggest', { body })),
  });
}

/** Who changed what, newest first. */
export function useDashboardVersions(id: string) {
  return useQuery({
    queryKey: dashboardKeys.versions(id),
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/dashboards/{dashboard_id}/versions', { ...byId(id), signal }))).versions,
  });
}

export function useDashboardVersion(id: string, number: number) {
  const params = { path: { dashboard_id: id, number } };
  return useQuery({
    queryKey: [...dashboardKeys.versions(id), number],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/v1/dashboards/{dashboard_id}/versions/{number}', { params, signal }))) as DashboardVersionDetail,
  });
}

export function useRestoreDashboard(id: string) {
  return useDashboardChange(({ number, version }: { number: number; version: number }) => {
    const params = { path: { dashboard_id: id, number } };
    return dataOf(api.POST('/api/v1/dashboards/{dashboard_id}/versions/{number}/restore', { params, body: { version } }));
  });
}

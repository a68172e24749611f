import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { Dashboard, NewDashboard } from './types';

export const dashboardKeys = {
  all: ['dashboards'] as const,
  list: ['dashboards', 'list'] as const,
  one: (id: string) => ['dashboards', 'one', id] as const,
  tile: (id: string, tile: string, version: number) => ['dashboards', 'tile', id, tile, version] as const,
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
      ]),
  });
}

export function useCreateDashboard() {
  return useDashboardChange((body: NewDashboard) => dataOf(api.POST('/api/v1/dashboards', { body })));
}

/** Changes the texts of a version; refused when another is there meanwhile. */
export function useRenameDashboard(id: string) {
  return useDashboardChange((body: { version: number; title: string; description: string }) =>
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

import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { UsageChart } from './types';

/** Whose queries: one's own, or those of the whole tenant (administrators only). */
export type Whose = 'own' | 'tenant';

const keys = {
  figures: (days: number, of: Whose) => ['overview', 'figures', days, of] as const,
  charts: (days: number, of: Whose) => ['overview', 'charts', days, of] as const,
};

/** How asking went in the last days, in figures. */
export function useOverview(days: number, of: Whose) {
  return useQuery({
    queryKey: keys.figures(days, of),
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/v1/dashboard/overview', { params: { query: { days, of } }, signal })),
  });
}

/** The same as charts with their data. */
export function useUsageCharts(days: number, of: Whose) {
  return useQuery({
    queryKey: keys.charts(days, of),
    queryFn: async ({ signal }) => {
      const params = { query: { days, of } };
      const { charts } = await dataOf(api.GET('/api/v1/dashboard/charts', { params, signal }));
      return charts as UsageChart[];
    },
  });
}

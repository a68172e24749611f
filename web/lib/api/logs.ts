import { useInfiniteQuery } from '@tanstack/react-query';
import { queryOf, type LogFilter } from '@/lib/logs/filter';
import { api, dataOf } from './client';

const pageSize = 50;

/** Who did what, latest first, page by page. */
export function useLogs(filter: LogFilter) {
  return useInfiniteQuery({
    queryKey: ['logs', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, before: pageParam, ...queryOf(filter) };
      return dataOf(api.GET('/api/v1/logs', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { Transcript } from './types';

export const historyKeys = {
  transcript: (id: string) => ['history', 'transcript', id] as const,
  all: ['history'] as const,
  list: (text: string) => ['history', 'list', text] as const,
  one: (id: string) => ['history', 'one', id] as const,
};

const pageSize = 30;

/** What was asked, latest first, page by page. */
export function useHistory(text: string) {
  return useInfiniteQuery({
    queryKey: historyKeys.list(text),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, before: pageParam, text: text || undefined };
      return dataOf(api.GET('/api/v1/queries/history', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useHistoryEntry(id: string | undefined) {
  return useQuery({
    queryKey: historyKeys.one(id ?? ''),
    queryFn: ({ signal }) => {
      const params = { path: { query_id: id ?? '' } };
      return dataOf(api.GET('/api/v1/queries/{query_id}', { params, signal }));
    },
    enabled: id !== undefined,
  });
}

/** What models were told for a query, word by word. Looking at it is noted in the log. */
export function useTranscript(id: string, enabled: boolean) {
  return useQuery({
    queryKey: historyKeys.transcript(id),
    queryFn: async ({ signal }) => {
      const params = { path: { query_id: id } };
      const { transcript } = await dataOf(api.GET('/api/v1/queries/{query_id}/transcript', { params, signal }));
      return transcript as unknown as Transcript;
    },
    enabled,
    staleTime: Infinity,
  });
}

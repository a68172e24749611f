import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { Feedback } from './types';

const pageSize = 30;
const byId = (id: string) => ({ params: { path: { query_id: id } } });

/** Says whether an answer was any good; nothing takes it back. */
export async function sendFeedback(id: string, feedback: Feedback | undefined): Promise<void> {
  if (feedback) await api.POST('/api/v1/queries/{query_id}/feedback', { ...byId(id), body: feedback });
  else await api.DELETE('/api/v1/queries/{query_id}/feedback', byId(id));
}

/** What members said of their answers, newest first, page by page: for administrators. */
export function useFeedbackList(verdict: Feedback['verdict'] | undefined) {
  return useInfiniteQuery({
    queryKey: ['feedback', verdict ?? 'any'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, before: pageParam, verdict };
      return dataOf(api.GET('/api/v1/feedback', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Lets members of the tenant ask what an answer asked, or ends that. */
export function useShare(id: string) {
  return useMutation({
    mutationFn: async (shared: boolean) => {
      if (shared) await dataOf(api.POST('/api/v1/queries/{query_id}/share', { ...byId(id), body: undefined as never }));
      else await api.DELETE('/api/v1/queries/{query_id}/share', byId(id));
    },
  });
}

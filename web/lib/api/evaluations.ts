import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { NewEvaluation } from './types';

const keys = {
  all: ['evaluations'] as const,
  list: ['evaluations', 'list'] as const,
  one: (id: string) => ['evaluations', 'one', id] as const,
  pair: (before: string, after: string) => ['evaluations', 'pair', before, after] as const,
};

const pageSize = 30;
const pollMs = 1_000;

const byId = (id: string) => ({ params: { path: { evaluation_id: id } } });

/** Your evaluations, newest first; while one runs, they are looked at again and again. */
export function useEvaluations() {
  return useInfiniteQuery({
    queryKey: keys.list,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, before: pageParam };
      return dataOf(api.GET('/api/v1/evaluations', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((each) => each.state === 'running')) ? pollMs : false,
  });
}

export function useEvaluation(id: string | undefined) {
  return useQuery({
    queryKey: keys.one(id ?? ''),
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/v1/evaluations/{evaluation_id}', { ...byId(id ?? ''), signal })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? pollMs : false),
  });
}

/** The second beside the first. */
export function useComparison(before: string, after: string) {
  return useQuery({
    queryKey: keys.pair(before, after),
    queryFn: ({ signal }) => {
      const params = { path: { evaluation_id: before, other_id: after } };
      return dataOf(
        api.GET('/api/v1/evaluations/{evaluation_id}/compare/{other_id}', { params, signal }),
      );
    },
    enabled: before !== '' && after !== '',
  });
}

/** A mutation after which evaluations are asked for again. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useStartEvaluation() {
  return useChange((body: NewEvaluation) => dataOf(api.POST('/api/v1/evaluations', { body })));
}

export function useCancelEvaluation(id: string) {
  return useChange(() =>
    dataOf(api.POST('/api/v1/evaluations/{evaluation_id}/cancel', { ...byId(id), body: {} })),
  );
}

export function useDeleteEvaluation(id: string) {
  return useChange(async () => {
    await api.DELETE('/api/v1/evaluations/{evaluation_id}', byId(id));
  });
}

/** Imports the knowledge that the second proposed; refused when it did worse than the first. */
export function usePublish(before: string, after: string) {
  return useChange(() =>
    dataOf(
      api.POST('/api/v1/evaluations/{evaluation_id}/publish', { ...byId(after), body: { baseline_id: before } }),
    ),
  );
}

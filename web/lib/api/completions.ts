import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';

const textMax = 1_000;

/** What a question that is being typed may go on with; `cursor` counts bytes. Nothing when it fails: nobody needs it. */
export function useCompletions(source: string, text: string, cursor: number, enabled: boolean) {
  const asks = enabled && text.trim() !== '' && text.length <= textMax;
  const { data } = useQuery({
    queryKey: ['connections', source, 'completions', text, cursor],
    queryFn: async ({ signal }) => {
      const params = { query: { connection_id: source, text, cursor } };
      return (await dataOf(api.GET('/api/v1/suggestions', { params, signal }))).items;
    },
    enabled: asks,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return asks ? (data ?? []) : [];
}

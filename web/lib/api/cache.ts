import { useMutation } from '@tanstack/react-query';
import { api, dataOf } from './client';

/** Forgets remembered results: of one source, or of all. */
export function useClearCache() {
  return useMutation({
    mutationFn: (source: string) => {
      const query = { connection_id: source || undefined };
      return dataOf(api.DELETE('/api/v1/cache', { params: { query } }));
    },
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';

const keys = { all: ['sessions'] as const };

/** Where one is signed in, in this team. */
export function useSessions() {
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/auth/sessions', { signal }))).sessions,
  });
}

export function useEndSession(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await api.DELETE('/api/v1/auth/sessions/{session_id}', { params: { path: { session_id: id } } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

import { useQuery } from '@tanstack/react-query';
import { operationsOf, type ApiDescription } from '@/lib/help/operations';
import { authorizedFetch } from './client';

/** What the server can be asked, by its own description. */
export function useOperations() {
  return useQuery({
    queryKey: ['description'],
    queryFn: async ({ signal }) => {
      const address = new URL('/api/v1/openapi.json', window.location.origin);
      const response = await authorizedFetch(new Request(address, { signal }));
      return operationsOf((await response.json()) as ApiDescription);
    },
    staleTime: Infinity,
  });
}

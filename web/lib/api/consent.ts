import { useMutation, useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';

/** What the program asks for that sent the browser here with this query. */
export function useConsent(query: string) {
  return useQuery({
    queryKey: ['consent', query],
    queryFn: ({ signal }) =>
      dataOf(api.POST('/api/v1/oauth/consent', { body: { query }, signal })),
    enabled: query !== '',
    retry: false,
    staleTime: Infinity,
  });
}

const scripts = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:'];

/** Leaves for the program. The server has checked the address; a script is none in any case. */
function leaveFor(address: string): void {
  if (scripts.includes(new URL(address).protocol)) throw new Error('This address is not safe.');
  window.location.assign(address);
}

/** Tells the server what the person decided, and goes back to the program with it. */
export function useDecision(query: string) {
  return useMutation({
    mutationFn: async (allow: boolean) => {
      const body = { query, allow };
      leaveFor((await dataOf(api.POST('/api/v1/oauth/decision', { body }))).redirect_to);
    },
  });
}

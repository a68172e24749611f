import { useMutation, useQuery } from '@tanstack/react-query';
import { authorizedFetch, api, dataOf } from './client';
import { problemFrom } from './errors';
import { eventsOf } from './events';
import type { VerifiedAudit } from './types';

export interface Progress {
  done: number;
  of: number;
}

/** Checks the log while `onProgress` hears how far it has come. */
async function verify(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<VerifiedAudit> {
  const headers = { Accept: 'text/event-stream' };
  const request = new Request(new URL('/api/v1/audit/verify', window.location.origin), { headers, signal });
  const response = await authorizedFetch(request);
  if (!response.body) throw problemFrom(0, '', '');
  for await (const { event, data } of eventsOf(response.body)) {
    if (event === 'progress') onProgress(JSON.parse(data) as Progress);
    if (event === 'verified') return JSON.parse(data) as VerifiedAudit;
    if (event === 'error') throw problemFrom(500, '', data);
  }
  throw problemFrom(0, '', '');
}

export function useVerifyAudit(onProgress: (progress: Progress) => void) {
  return useMutation({ mutationFn: (signal: AbortSignal) => verify(onProgress, signal) });
}

/** All records as one file. */
export function useExportAudit() {
  return useMutation({
    mutationFn: async (): Promise<Blob> => {
      const request = new Request(new URL('/api/v1/audit/export', window.location.origin));
      return (await authorizedFetch(request)).blob();
    },
    gcTime: 0,
  });
}

/** Who used the tenant how much in the last days. */
export function useApiUsage(days: number) {
  return useQuery({
    queryKey: ['usage', days],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/logs/usage', { params: { query: { days } }, signal })),
  });
}

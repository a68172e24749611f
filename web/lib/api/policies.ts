import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PolicyDocument } from '@/lib/policies/document';
import { api, dataOf } from './client';
import type { Guise, PolicyCheckRequest } from './types';

const keys = {
  all: ['policies'] as const,
  one: (source: string) => ['policies', source] as const,
  versions: (source: string) => ['policies', source, 'versions'] as const,
  version: (source: string, version: number) => ['policies', source, 'versions', version] as const,
};

/** The API's description leaves the form of a document open. */
type Sent = Record<string, never>;
const sent = (document: PolicyDocument) => document as unknown as Sent;

/** The policy in force. While it is edited it changes by saving only. */
export function usePolicy(source: string) {
  return useQuery({
    queryKey: keys.one(source),
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/policies', { params: { query: { connection_id: source } }, signal })),
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

export function useReloadPolicy() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.all });
}

interface Look {
  source: string;
  as: Guise;
  document: PolicyDocument;
  sql?: string;
  rows?: number;
}

/** The source through somebody's eyes, with a policy that need not hold yet. */
export function usePolicyPreview({ source, as, document, sql, rows }: Look) {
  return useQuery({
    queryKey: [...keys.one(source), 'preview', as, document, sql, rows],
    queryFn: ({ signal }) => {
      const body = { connection_id: source, as, document: sent(document), sql: sql || undefined, sample_rows: rows };
      return dataOf(api.POST('/api/v1/policies/preview', { body, signal }));
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}

interface Draft {
  source: string;
  version: number;
  document: PolicyDocument;
}

/** What a draft would change, and whether it fits the source; nothing changes. */
export function usePolicyDryRun({ source, version, document }: Draft) {
  return useQuery({
    queryKey: [...keys.one(source), 'dry', version, document],
    queryFn: ({ signal }) => {
      const body = { connection_id: source, version, document: sent(document) };
      return dataOf(api.PUT('/api/v1/policies', { params: { query: { dry_run: true } }, body, signal }));
    },
    retry: false,
  });
}

export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, version, document, note, force }: Draft & { note: string; force: boolean }) => {
      const body = { connection_id: source, version, document: sent(document), note: note || undefined, force };
      return dataOf(api.PUT('/api/v1/policies', { body }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

export function useSuggestPolicy(source: string) {
  return useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/policies/suggest', { params: { query: { connection_id: source } }, body: {} })),
  });
}

/** Two worlds: looks for what a policy lets through. */
export function useProvePolicy() {
  return useMutation({
    mutationFn: ({ document, ...body }: Omit<PolicyCheckRequest, 'document'> & { document: PolicyDocument }) =>
      dataOf(api.POST('/api/v1/policies/check', { body: { ...body, document: sent(document) } })),
  });
}

export function useTestPolicy(source: string) {
  return useMutation({
    mutationFn: (document: PolicyDocument) =>
      dataOf(api.POST('/api/v1/policies/test', { body: { connection_id: source, document: sent(document) } })),
  });
}

export function usePolicyVersions(source: string) {
  return useQuery({
    queryKey: keys.versions(source),
    queryFn: async ({ signal }) => {
      const params = { query: { connection_id: source } };
      return (await dataOf(api.GET('/api/v1/policies/versions', { params, signal }))).versions;
    },
  });
}

export function usePolicyVersion(source: string, version: number) {
  return useQuery({
    queryKey: keys.version(source, version),
    queryFn: ({ signal }) => {
      const params = { path: { version }, query: { connection_id: source } };
      return dataOf(api.GET('/api/v1/policies/versions/{version}', { params, signal }));
    },
    staleTime: Infinity,
  });
}

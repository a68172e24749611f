import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { bodyOf, changeOf } from '@/lib/knowledge/drafts';
import type { DbtImported, Imported, TermDraft, VerifiedDraft } from '@/lib/knowledge/types';
import { api, authorizedFetch, dataOf } from './client';
import { connectionKeys } from './connections';
import { parseExact } from './exact-json';
import type { ResultColumn, Row } from './types';

const keys = {
  of: (source: string) => ['knowledge', source] as const,
  terms: (source: string) => ['knowledge', source, 'terms'] as const,
  verified: (source: string) => ['knowledge', source, 'verified'] as const,
};

const from = (source: string) => ({ params: { query: { connection_id: source } } });

export function useTerms(source: string) {
  return useQuery({
    queryKey: keys.terms(source),
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/knowledge/terms', { ...from(source), signal }))).items,
  });
}

export function useVerified(source: string) {
  return useQuery({
    queryKey: keys.verified(source),
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/knowledge/verified', { ...from(source), signal }))).items,
  });
}

/** Suggestions, descriptions and relations hang together with what was taught. */
function forget(client: QueryClient, source: string) {
  return Promise.all([
    client.invalidateQueries({ queryKey: keys.of(source) }),
    client.invalidateQueries({ queryKey: [...connectionKeys.all, source, 'catalog'] }),
    client.invalidateQueries({ queryKey: connectionKeys.suggestions(source) }),
  ]);
}

function useTeaching<Input, Output>(source: string, teach: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: teach, onSuccess: () => forget(client, source) });
}

/** Adds a term, or changes the one with the id. */
export function useSaveTerm(source: string, id?: string) {
  return useTeaching(source, (draft: TermDraft) => {
    if (!id) return dataOf(api.POST('/api/v1/knowledge/terms', { body: { ...bodyOf(draft), connection_id: source } }));
    const params = { path: { term_id: id } };
    return dataOf(api.PATCH('/api/v1/knowledge/terms/{term_id}', { params, body: changeOf(draft) }));
  });
}

export function useRemoveTerm(source: string) {
  return useTeaching(source, async (id: string) => {
    await api.DELETE('/api/v1/knowledge/terms/{term_id}', { params: { path: { term_id: id } } });
  });
}

export function useSaveVerified(source: string, id?: string) {
  return useTeaching(source, (draft: VerifiedDraft) => {
    if (!id) return dataOf(api.POST('/api/v1/knowledge/verified', { body: { ...draft, connection_id: source } }));
    const params = { path: { verified_id: id } };
    return dataOf(api.PATCH('/api/v1/knowledge/verified/{verified_id}', { params, body: draft }));
  });
}

export function useRemoveVerified(source: string) {
  return useTeaching(source, async (id: string) => {
    await api.DELETE('/api/v1/knowledge/verified/{verified_id}', { params: { path: { verified_id: id } } });
  });
}

interface Checked {
  source: string;
  /** Of what it would take the place of. */
  id?: string;
  term?: TermDraft;
  verified?: VerifiedDraft;
}

/** Whether the server would take it; nothing is kept. None: there is not enough of it yet. */
export function useKnowledgeCheck(checked: Checked | undefined) {
  return useQuery({
    queryKey: ['knowledge-check', checked],
    queryFn: async ({ signal }) => {
      if (!checked) return false;
      const { source, id, term, verified } = checked;
      const body = { connection_id: source, id, term: term && bodyOf(term), verified };
      await api.POST('/api/v1/knowledge/check', { body, signal });
      return true;
    },
    enabled: checked !== undefined,
    retry: false,
    staleTime: 0,
  });
}

/** The first rows of what SQL returns. */
export function useTryOut(source: string) {
  return useMutation({
    mutationFn: async (sql: string) => {
      const url = new URL('/api/v1/queries/sql', window.location.origin);
      const body = JSON.stringify({ sql, connection_id: source, limit: 20, format: 'json' });
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
      const response = await authorizedFetch(new Request(url, { method: 'POST', headers, body }));
      return parseExact(await response.text()) as { columns: ResultColumn[]; rows: Row[]; truncated: boolean };
    },
  });
}

export async function exportedKnowledge(source: string): Promise<Blob> {
  const url = new URL(`/api/v1/knowledge/export?connection_id=${encodeURIComponent(source)}`, window.location.origin);
  return (await authorizedFetch(new Request(url))).blob();
}

async function sendFile(path: string, source: string, text: string, dryRun: boolean): Promise<unknown> {
  const query = new URLSearchParams({ connection_id: source, dry_run: String(dryRun) });
  const url = new URL(`${path}?${query.toString()}`, window.location.origin);
  const headers = { 'Content-Type': 'application/octet-stream' };
  return (await authorizedFetch(new Request(url, { method: 'POST', headers, body: text }))).json();
}

/** What a file of knowledge would do. */
export function usePreviewImport(source: string) {
  return useMutation({
    mutationFn: async (text: string) => (await sendFile('/api/v1/knowledge/import', source, text, true)) as Imported,
  });
}

export function useImport(source: string) {
  return useTeaching(source, async (text: string) => (await sendFile('/api/v1/knowledge/import', source, text, false)) as Imported);
}

export function usePreviewDbt(source: string) {
  return useMutation({
    mutationFn: async (text: string) => (await sendFile('/api/v1/knowledge/import-dbt', source, text, true)) as DbtImported,
  });
}

export function useImportDbt(source: string) {
  return useTeaching(source, async (text: string) => (await sendFile('/api/v1/knowledge/import-dbt', source, text, false)) as DbtImported);
}

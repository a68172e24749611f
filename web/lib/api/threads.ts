import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import { parseExact } from './exact-json';
import type { KeptTurn } from './types';

export const threadKeys = {
  all: ['threads'] as const,
  list: (text: string) => ['threads', 'list', text] as const,
  one: (id: string) => ['threads', 'one', id] as const,
};

const pageSize = 40;
const turnsMax = 200;
const titleMax = 80;
const pollMs = 2_000;

const byId = (id: string) => ({ path: { thread_id: id } });

/** The own conversations, the one last asked in first, page by page. */
export function useThreads(text: string) {
  return useInfiniteQuery({
    queryKey: threadKeys.list(text),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: pageSize, before: pageParam, text: text || undefined };
      return dataOf(api.GET('/api/v1/threads', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** A conversation with its turns, oldest first; looked at again while one of them runs elsewhere. */
export function useKeptThread(id: string | undefined) {
  return useQuery({
    queryKey: threadKeys.one(id ?? ''),
    queryFn: async ({ signal }) => {
      const params = { ...byId(id ?? ''), query: { limit: turnsMax } };
      // Exactly as an answer is read: what was told holds numbers that JavaScript would round.
      const { data } = await api.GET('/api/v1/threads/{thread_id}', { params, signal, parseAs: 'text' });
      const { title, turns } = parseExact(String(data)) as { title: string; turns: KeptTurn[] };
      return { id: id ?? '', title, turns: turns.toReversed() };
    },
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.turns.some((each) => each.state === 'running') ? pollMs : false),
  });
}

/** What a conversation that begins with `question` is called. */
export function titleFor(question: string): string {
  const line = question.trim().replace(/\s+/g, ' ');
  return line.length > titleMax ? `${line.slice(0, titleMax - 1).trimEnd()}…` : line;
}

/** Begins a conversation, or keeps (again) the one with this id. */
export async function keepThread(title: string, conversationId?: string): Promise<string> {
  const body = { title, conversation_id: conversationId };
  return (await dataOf(api.POST('/api/v1/threads', { body }))).id;
}

/** A mutation after which the list of conversations is asked for again. */
function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['threads', 'list'] }),
  });
}

export function useRenameThread(id: string) {
  return useChange((title: string) => dataOf(api.PATCH('/api/v1/threads/{thread_id}', { params: byId(id), body: { title } })));
}

export function useDeleteThread(id: string) {
  return useChange(() => api.DELETE('/api/v1/threads/{thread_id}', { params: byId(id) }));
}

export function useRestoreThread() {
  return useChange(({ id, title }: { id: string; title: string }) => keepThread(title, id));
}

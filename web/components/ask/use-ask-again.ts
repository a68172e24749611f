import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useHistoryEntry } from '@/lib/api/history';
import { useDeeds } from './thread-context';

/** `/ask?again=<id>` asks an earlier question anew, once, in a conversation of its own. */
export function useAskAgain(ready: boolean): void {
  const router = useRouter();
  const { ask, begin } = useDeeds();
  const asked = useRef<string>(undefined);
  const id = useSearchParams().get('again') ?? undefined;
  const { data: entry } = useHistoryEntry(id);

  useEffect(() => {
    if (!ready || !entry?.question || asked.current === entry.id) return;
    asked.current = entry.id;
    router.replace('/ask');
    begin();
    ask(entry.question, entry.connection_id);
  }, [ready, entry, ask, begin, router]);
}

/** `/ask?query=<id>` asks what an answer asked that somebody shares, as the one who looks. */
export function useShared(ready: boolean): void {
  const { askShared } = useDeeds();
  const asked = useRef<string>(undefined);
  const id = useSearchParams().get('query') ?? undefined;

  useEffect(() => {
    if (!ready || !id || asked.current === id) return;
    asked.current = id;
    askShared(id);
  }, [ready, id, askShared]);
}

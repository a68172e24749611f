import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useHistoryEntry } from '@/lib/api/history';
import { asked } from '@/lib/ask/asked';
import { useDeeds } from './thread-context';

/** `/ask?again=<id>` asks an earlier question anew, once, in a conversation of its own. */
export function useAskAgain(ready: boolean): void {
  const router = useRouter();
  const { ask, begin } = useDeeds();
  const done = useRef<string>(undefined);
  const id = useSearchParams().get('again') ?? undefined;
  const { data: entry } = useHistoryEntry(id);

  useEffect(() => {
    if (!ready || !entry?.question || done.current === entry.id) return;
    done.current = entry.id;
    router.replace('/ask');
    begin();
    ask(entry.question, entry.connection_id, entry.without && asked(entry), entry.without);
  }, [ready, entry, ask, begin, router]);
}

/** `/ask?query=<id>` asks what an answer asked that somebody shares, as the one who looks. */
export function useShared(ready: boolean): void {
  const { askShared } = useDeeds();
  const done = useRef<string>(undefined);
  const id = useSearchParams().get('query') ?? undefined;

  useEffect(() => {
    if (!ready || !id || done.current === id) return;
    done.current = id;
    askShared(id);
  }, [ready, id, askShared]);
}

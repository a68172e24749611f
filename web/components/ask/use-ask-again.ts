import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useHistoryEntry } from '@/lib/api/history';
import { useThread } from './thread-context';

/** `/ask?again=<id>` asks an earlier question anew, once, and clears the address. */
export function useAskAgain(ready: boolean): void {
  const router = useRouter();
  const { ask } = useThread();
  const asked = useRef<string>(undefined);
  const id = useSearchParams().get('again') ?? undefined;
  const { data: entry } = useHistoryEntry(id);

  useEffect(() => {
    if (!ready || !entry?.question || asked.current === entry.id) return;
    asked.current = entry.id;
    router.replace('/ask');
    ask(entry.question, entry.connection_id);
  }, [ready, entry, ask, router]);
}

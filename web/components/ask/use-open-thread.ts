import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useKeptThread } from '@/lib/api/threads';
import { useThread } from './thread-context';

/** Where a conversation that has not begun is. */
export const newThreadPath = '/ask?thread=new';

export function pathOfThread(id: string): string {
  return `/ask?thread=${encodeURIComponent(id)}`;
}

/** Keeps the address and the open conversation the same: whichever changes leads the other. */
function useAddressOfThread(wanted: string | undefined): void {
  const router = useRouter();
  const { id, begin } = useThread();
  const seen = useRef<string>(undefined);
  useEffect(() => {
    const arrives = seen.current !== wanted;
    seen.current = wanted;
    if (wanted === 'new' && arrives) return id ? begin() : undefined;
    if (id && (wanted === undefined || wanted === 'new')) router.replace(pathOfThread(id), { scroll: false });
  }, [wanted, id, begin, router]);
}

/**
 * Opens the conversation that the address names, and looks again while a question of it runs
 * elsewhere: in another tab, or in this one before it was loaded anew.
 */
export function useOpenThread() {
  const wanted = useSearchParams().get('thread') || undefined;
  const { id, turns, open } = useThread();
  useAddressOfThread(wanted);

  const foreign = wanted !== undefined && wanted !== 'new' && wanted !== id;
  const running = turns.filter((each) => each.status === 'running');
  const watching = !foreign && running.length > 0 && running.every((each) => each.elsewhere);
  const kept = useKeptThread(foreign || watching ? wanted : undefined);
  const { data } = kept;
  useEffect(() => {
    if (data && data.id === wanted && (foreign || watching)) open(data.id, data.turns);
    // Only what was looked up may open it; asking in it meanwhile must not close it again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);
  return { loading: foreign, error: foreign ? kept.error : null, retry: () => void kept.refetch() };
}

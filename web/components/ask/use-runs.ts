import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type Dispatch } from 'react';
import { asApiError } from '@/lib/api/errors';
import { historyKeys } from '@/lib/api/history';
import { threadKeys } from '@/lib/api/threads';
import type { Answer } from '@/lib/api/types';
import { afterPaint } from '@/lib/after-paint';
import type { ThreadEvent, Turn } from '@/lib/ask/thread';

/** What runs for this tab, each under the key of its turn. */
export function useRuns(tell: Dispatch<ThreadEvent>) {
  const running = useRef(new Map<number, AbortController>());
  const nextKey = useRef(1);
  const client = useQueryClient();
  useEffect(() => {
    const all = running.current;
    return () => all.forEach((control) => control.abort());
  }, []);

  /** Keys for so many turns; the first of them. */
  function keys(count = 1): number {
    const first = nextKey.current;
    nextKey.current += count;
    return first;
  }

  async function settle(key: number, work: (signal: AbortSignal) => Promise<Answer>) {
    const control = new AbortController();
    running.current.set(key, control);
    try {
      tell({ type: 'answered', key, answer: await work(control.signal) });
    } catch (error) {
      tell({ type: 'failed', key, error: asApiError(error) });
    } finally {
      running.current.delete(key);
      // Lists that name it can wait until the answer is seen.
      afterPaint(() => {
        void client.invalidateQueries({ queryKey: historyKeys.all });
        void client.invalidateQueries({ queryKey: threadKeys.all });
      });
    }
  }

  const watcherOf = (key: number) => ({
    onStarted: (queryId: string) => tell({ type: 'started', key, queryId }),
    onStep: (step: Turn['steps'][number]) => tell({ type: 'step', key, step }),
  });

  return {
    keys,
    settle,
    watcherOf,
    abort: (key: number) => running.current.get(key)?.abort(),
    abortAll: () => running.current.forEach((control) => control.abort()),
  };
}

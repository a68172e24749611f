'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import { useOwner } from '@/components/auth/auth-context';
import { asApiError } from '@/lib/api/errors';
import { historyKeys } from '@/lib/api/history';
import { ask as send, cancelQuery, type Question } from '@/lib/api/queries';
import type { Answer } from '@/lib/api/types';
import { conversationOf, reduceThread, type Turn } from '@/lib/ask/thread';

interface Thread {
  turns: Turn[];
  ask: (question: string, connectionId: string, title?: string) => void;
  /** Asks again for `answer`, without an assumption that was made for it. */
  askWithout: (answer: Answer, assumption: string) => void;
  cancel: (turn: Turn) => void;
  reset: () => void;
}

type Changes = Pick<Question, 'without' | 'taken'>;

const ThreadContext = createContext<Thread | null>(null);

function useThreadState(): Thread {
  const [turns, tell] = useReducer(reduceThread, []);
  const running = useRef(new Map<number, AbortController>());
  const nextKey = useRef(1);
  const client = useQueryClient();

  async function run(question: string, connectionId: string, title?: string, changes: Changes = {}) {
    const key = nextKey.current++;
    const control = new AbortController();
    running.current.set(key, control);
    tell({ type: 'asked', key, question, connectionId, title, without: changes.without });
    const body = {
      question,
      connection_id: connectionId,
      conversation_id: conversationOf(turns, connectionId),
      ...changes,
    };
    const watcher = {
      onStarted: (queryId: string) => tell({ type: 'started', key, queryId }),
      onStep: (step: Turn['steps'][number]) => tell({ type: 'step', key, step }),
    };
    try {
      tell({ type: 'answered', key, answer: await send(body, watcher, control.signal) });
    } catch (error) {
      tell({ type: 'failed', key, error: asApiError(error) });
    } finally {
      running.current.delete(key);
      void client.invalidateQueries({ queryKey: historyKeys.all });
    }
  }

  function askWithout(answer: Answer, assumption: string) {
    const turn = turns.find((each) => each.answer === answer);
    if (!turn) return;
    const without = [...(turn.without ?? []), assumption];
    const title = `${turn.question} (not ${without.join(', not ')})`;
    const taken = answer.refinement?.taken ?? 'new_question';
    void run(turn.question, turn.connectionId, title, { without, taken });
  }

  function cancel(turn: Turn) {
    tell({ type: 'cancelled', key: turn.key });
    if (turn.queryId) void cancelQuery(turn.queryId).catch(() => undefined);
    running.current.get(turn.key)?.abort();
  }

  function reset() {
    running.current.forEach((control) => control.abort());
    tell({ type: 'reset' });
  }

  useEffect(() => {
    const all = running.current;
    return () => all.forEach((control) => control.abort());
  }, []);

  function ask(question: string, connectionId: string, title?: string) {
    void run(question, connectionId, title);
  }

  return { turns, ask, askWithout, cancel, reset };
}

function OwnThread({ children }: { children: ReactNode }) {
  return <ThreadContext value={useThreadState()}>{children}</ThreadContext>;
}

/**
 * The conversation of this tab. It outlives a visit to another page, and a session that ends and is
 * renewed; another person begins with an empty one.
 */
export function ThreadProvider({ children }: { children: ReactNode }) {
  const owner = useOwner();
  const [last, setLast] = useState(owner);
  if (owner && owner !== last) setLast(owner);
  return <OwnThread key={last}>{children}</OwnThread>;
}

export function useThread(): Thread {
  const thread = useContext(ThreadContext);
  if (!thread) throw new Error('useThread needs a ThreadProvider around it');
  return thread;
}

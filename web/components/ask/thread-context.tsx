'use client';

import { createContext, useContext, useEffect, useReducer, useState, type ReactNode } from 'react';
import { useOwner } from '@/components/auth/auth-context';
import { ask as send, cancelQuery, runAgain, type Question } from '@/lib/api/queries';
import type { Answer, Feedback, KeptTurn } from '@/lib/api/types';
import { turnsOf } from '@/lib/ask/kept';
import { followed, mayRedo, mayUndo, reduceThread, type Turn } from '@/lib/ask/thread';
import { keepPlace, keptPlace } from '@/lib/ask/undone';
import { useConversation } from './use-conversation';
import { useRuns } from './use-runs';

interface Thread {
  /** Of the conversation that is kept; none before its first question. */
  id: string | undefined;
  turns: Turn[];
  ask: (question: string, connectionId: string, title?: string) => void;
  /** Asks again for `answer`, without an assumption that was made for it. */
  askWithout: (answer: Answer, assumption: string) => void;
  /** Asks what an answer asked, that somebody shares. */
  askShared: (queryId: string) => void;
  /** Gets the rows of a kept answer, or others of today. */
  fetchRows: (turn: Turn, cache?: 'use' | 'bypass') => Promise<void>;
  note: (turn: Turn, what: { feedback?: Feedback; shared?: boolean }) => void;
  cancel: (turn: Turn) => void;
  undo: () => void;
  redo: () => void;
  mayUndo: boolean;
  mayRedo: boolean;
  /** Shows what is kept of a conversation. */
  open: (id: string, turns: KeptTurn[]) => void;
  /** Begins another conversation; what runs goes on. */
  begin: () => void;
  /** Forgets all of it, and stops what runs: for a person who leaves. */
  reset: () => void;
}

type Changes = Pick<Question, 'without' | 'taken'>;

const nobody = { onStarted: () => undefined, onStep: () => undefined };

const ThreadContext = createContext<Thread | null>(null);

function useThreadState(): Thread {
  const [turns, tell] = useReducer(reduceThread, []);
  const conversation = useConversation();
  const { keys, settle, watcherOf, abort, abortAll } = useRuns(tell);
  const { id } = conversation;
  useEffect(() => {
    if (id !== undefined && turns.length > 0) keepPlace(id, followed(turns));
  }, [id, turns]);

  function run(question: string, connectionId: string, title?: string, changes: Changes = {}) {
    const key = keys();
    const after = followed(turns);
    tell({ type: 'asked', key, question, connectionId, title, without: changes.without });
    void settle(key, async (signal) => {
      const conversation_id = await conversation.forQuestion(title ?? question, turns[0]);
      const body = { question, connection_id: connectionId, conversation_id, after, ...changes };
      return send(body, watcherOf(key), signal);
    });
  }

  function askShared(queryId: string) {
    show(undefined, []);
    const key = keys();
    tell({ type: 'asked', key, question: 'A shared answer', connectionId: '' });
    void settle(key, (signal) => runAgain(queryId, watcherOf(key), signal));
  }

  function askWithout(answer: Answer, assumption: string) {
    const turn = turns.find((each) => each.answer === answer);
    if (!turn) return;
    const without = [...(turn.without ?? []), assumption];
    const title = `${turn.question} (not ${without.join(', not ')})`;
    const taken = answer.refinement?.taken ?? 'new_question';
    run(turn.question, turn.connectionId, title, { without, taken });
  }

  async function fetchRows({ key, queryId, answer }: Turn, cache: 'use' | 'bypass' = 'use') {
    const id = answer?.id ?? queryId;
    if (id) tell({ type: 'rows', key, answer: await runAgain(id, nobody, new AbortController().signal, cache) });
  }

  function cancel({ key, queryId }: Turn) {
    tell({ type: 'cancelled', key });
    if (queryId) void cancelQuery(queryId).catch(() => undefined);
    abort(key);
  }

  function show(its: string | undefined, kept: KeptTurn[]) {
    conversation.set(its);
    const last = its === undefined ? undefined : keptPlace(its);
    tell({ type: 'opened', turns: turnsOf(kept, keys(kept.length), last) });
  }

  function reset() {
    abortAll();
    show(undefined, []);
  }

  return {
    id,
    turns,
    ask: (question, connectionId, title) => run(question, connectionId, title),
    askWithout,
    askShared,
    fetchRows,
    note: ({ key }, what) => tell({ type: 'noted', key, ...what }),
    cancel,
    undo: () => tell({ type: 'undo' }),
    redo: () => tell({ type: 'redo' }),
    mayUndo: mayUndo(turns),
    mayRedo: mayRedo(turns),
    open: show,
    begin: () => show(undefined, []),
    reset,
  };
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

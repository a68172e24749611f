'use client';

import { createContext, useContext, useState, type ReactNode } from 'react';
import { useOwner } from '@/components/auth/auth-context';
import type { Answer, Feedback, KeptTurn } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { useThreadState } from './use-thread-state';

export interface Deeds {
  /** `without` are assumptions that are not to be made. */
  ask: (question: string, connectionId: string, title?: string, without?: string[]) => void;
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
  /** Shows what is kept of a conversation. */
  open: (id: string, turns: KeptTurn[]) => void;
  /** Begins another conversation; what runs goes on. */
  begin: () => void;
  /** Forgets all of it, and stops what runs: for a person who leaves. */
  reset: () => void;
}

export interface Thread extends Deeds {
  /** Of the conversation that is kept; none before its first question. */
  id: string | undefined;
  turns: Turn[];
  mayUndo: boolean;
  mayRedo: boolean;
}

const ThreadContext = createContext<Thread | null>(null);
const DeedsContext = createContext<Deeds | null>(null);
const IdContext = createContext<string | undefined>(undefined);

function OwnThread({ children }: { children: ReactNode }) {
  const [thread, deeds] = useThreadState();
  return (
    <DeedsContext value={deeds}>
      <IdContext value={thread.id}>
        <ThreadContext value={thread}>{children}</ThreadContext>
      </IdContext>
    </DeedsContext>
  );
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

/** The conversation as it is: who uses it is drawn anew with each step of an answer. */
export function useThread(): Thread {
  const thread = useContext(ThreadContext);
  if (!thread) throw new Error('useThread needs a ThreadProvider around it');
  return thread;
}

/** What can be done in it, which stays the same while questions come and go. */
export function useDeeds(): Deeds {
  const deeds = useContext(DeedsContext);
  if (!deeds) throw new Error('useDeeds needs a ThreadProvider around it');
  return deeds;
}

export function useThreadId(): string | undefined {
  return useContext(IdContext);
}

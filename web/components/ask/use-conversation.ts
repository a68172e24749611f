import { useRef, useState } from 'react';
import { keepThread, titleFor } from '@/lib/api/threads';
import type { Turn } from '@/lib/ask/thread';

/** The conversation that questions go to: the one that is open, else one that begins with the question. */
export function useConversation() {
  const [id, setId] = useState<string>();
  const begun = useRef<string | Promise<string>>(undefined);

  function set(its: string | undefined) {
    begun.current = its;
    setId(its);
  }

  /** An answer that was opened by a link is in a conversation already, which nobody keeps yet. */
  function forQuestion(question: string, first: Turn | undefined): string | Promise<string> {
    if (begun.current) return begun.current;
    const made = keepThread(titleFor(first?.question ?? question), first?.answer?.conversation_id);
    begun.current = made;
    made.then(
      (its) => {
        if (begun.current === made) set(its);
      },
      () => {
        if (begun.current === made) begun.current = undefined;
      },
    );
    return made;
  }

  return { id, set, forQuestion };
}

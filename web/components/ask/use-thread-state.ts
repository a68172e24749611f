import { useEffect, useMemo, useReducer } from 'react';
import { ask as send, cancelQuery, runAgain, type Question } from '@/lib/api/queries';
import type { Answer, Feedback, KeptTurn } from '@/lib/api/types';
import { turnsOf } from '@/lib/ask/kept';
import { followed, mayRedo, mayUndo, reduceThread, type Turn } from '@/lib/ask/thread';
import { keepPlace, keptPlace } from '@/lib/ask/undone';
import { useSteady } from '@/lib/use-steady';
import * as t from '@/texts/thread';
import type { Deeds, Thread } from './thread-context';
import { useConversation } from './use-conversation';
import { useRuns } from './use-runs';

type Changes = Pick<Question, 'without' | 'taken'>;

const nobody = { onStarted: () => undefined, onStep: () => undefined };

/** The conversation, and what can be done in it. */
export function useThreadState(): [Thread, Deeds] {
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
      const begun = conversation.forQuestion(title ?? question, turns[0]);
      // Without a wait the question is on its way before the page is drawn anew.
      const conversation_id = typeof begun === 'string' ? begun : await begun;
      const body = { question, connection_id: connectionId, conversation_id, after, ...changes };
      return send(body, watcherOf(key), signal);
    });
  }

  function askShared(queryId: string) {
    show(undefined, []);
    const key = keys();
    tell({ type: 'asked', key, question: t.sharedAnswer, connectionId: '' });
    void settle(key, (signal) => runAgain(queryId, watcherOf(key), signal));
  }

  function askWithout(answer: Answer, assumption: string) {
    const turn = turns.find((each) => each.answer === answer);
    if (!turn) return;
    const without = [...(turn.without ?? []), assumption];
    const title = t.withoutReadings(turn.question, without);
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

  const deeds = useSteady({
    ask: (question: string, connectionId: string, title?: string, without?: string[]) =>
      run(question, connectionId, title, { without }),
    askWithout,
    askShared,
    fetchRows,
    note: ({ key }: Turn, what: { feedback?: Feedback; shared?: boolean }) => tell({ type: 'noted', key, ...what }),
    cancel,
    undo: () => tell({ type: 'undo' }),
    redo: () => tell({ type: 'redo' }),
    open: show,
    begin: () => show(undefined, []),
    reset,
  });
  const thread = useMemo(
    () => ({ ...deeds, id, turns, mayUndo: mayUndo(turns), mayRedo: mayRedo(turns) }),
    [deeds, id, turns],
  );
  return [thread, deeds];
}

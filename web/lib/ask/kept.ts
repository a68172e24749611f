import * as t from '@/texts/thread';
import { ApiError } from '../api/errors';
import type { KeptTurn } from '../api/types';
import { asked } from './asked';
import type { Turn } from './thread';

/** A conversation as the server keeps it, as turns. */

const told: Partial<Record<KeptTurn['outcome'], Turn['status']>> = { failed: 'failed', cancelled: 'cancelled' };

function statusOf({ state, outcome }: KeptTurn): Turn['status'] {
  if (state !== 'ended') return state;
  return told[outcome] ?? 'done';
}

function errorOf({ outcome, error_code }: KeptTurn): ApiError | undefined {
  if (outcome !== 'failed') return undefined;
  const detail = t.hadNoAnswer;
  return new ApiError({ code: error_code ?? 'failed', title: t.questionFailed, detail });
}

/** What a question is called where its own words would not do. */
function titleOf({ answer, without }: KeptTurn, question: string): string | undefined {
  if (without) return asked({ question, without });
  return answer?.provenance.author === 'person' ? answer.explanation : undefined;
}

function turnOf(kept: KeptTurn, key: number): Turn {
  const { answer } = kept;
  const status = statusOf(kept);
  const question = kept.question ?? kept.sql ?? '';
  return {
    key,
    question,
    title: titleOf(kept, question),
    without: kept.without,
    connectionId: kept.connection_id,
    status,
    steps: [],
    queryId: kept.id,
    // Its chart may be another one since then.
    answer: answer ? { ...answer, chart: kept.chart } : undefined,
    kept: status === 'done' && kept.outcome === 'answered',
    elsewhere: status === 'running',
    error: status === 'failed' ? errorOf(kept) : undefined,
    feedback: kept.feedback,
    shared: kept.shared,
  };
}

/** Takes back what came after `last`, as it was when the conversation was left. */
function takenBack(turns: Turn[], last: string | undefined): Turn[] {
  const at = turns.findIndex(({ queryId }) => queryId === last);
  if (last === undefined || at < 0 || turns.some(({ status }) => status === 'running')) return turns;
  return turns.map((each, index) => (index > at ? { ...each, undone: true } : each));
}

/**
 * What a kept conversation shows: a question that followed an earlier one took back all between them.
 * What came after `last` is undone, and can be had again.
 */
export function turnsOf(kept: KeptTurn[], firstKey: number, last?: string): Turn[] {
  const left: KeptTurn[] = [];
  for (const each of kept) {
    const before = left.findIndex(({ id }) => id === each.after);
    if (each.after && before >= 0) left.splice(before + 1);
    left.push(each);
  }
  return takenBack(left.map((each, at) => turnOf(each, firstKey + at)), last);
}

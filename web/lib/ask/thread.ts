import type { ApiError } from '../api/errors';
import type { Answer, Step } from '../api/types';

/** One question in a conversation and what became of it. */
export interface Turn {
  key: number;
  question: string;
  /** What to show in place of the question, when a person chose a reading that is SQL. */
  title?: string;
  connectionId: string;
  /** Assumptions that the person has taken away. */
  without?: string[];
  status: 'running' | 'done' | 'failed' | 'cancelled';
  steps: Step[];
  queryId?: string;
  answer?: Answer;
  error?: ApiError;
}

export type ThreadEvent =
  | { type: 'asked'; key: number; question: string; connectionId: string; title?: string; without?: string[] }
  | { type: 'started'; key: number; queryId: string }
  | { type: 'step'; key: number; step: Step }
  | { type: 'answered'; key: number; answer: Answer }
  | { type: 'failed'; key: number; error: ApiError }
  | { type: 'cancelled'; key: number }
  | { type: 'reset' };

/** What happens again, as a repair does, is one step whose times add up. */
function withStep(steps: Step[], step: Step): Step[] {
  const known = steps.find((each) => each.step === step.step);
  if (!known) return [...steps, step];
  const ms = step.ms === undefined ? known.ms : (known.ms ?? 0) + step.ms;
  return steps.map((each) => (each === known ? { ...step, ms } : each));
}

function changed(turn: Turn, event: Exclude<ThreadEvent, { type: 'asked' | 'reset' }>): Turn {
  if (turn.status !== 'running') return turn;
  switch (event.type) {
    case 'started':
      return { ...turn, queryId: event.queryId };
    case 'step':
      return { ...turn, steps: withStep(turn.steps, event.step) };
    case 'answered':
      return { ...turn, status: 'done', answer: event.answer };
    case 'failed':
      return { ...turn, status: 'failed', error: event.error };
    case 'cancelled':
      return { ...turn, status: 'cancelled' };
  }
}

/** The thread after `event`. What comes for a turn that has ended already changes nothing. */
export function reduceThread(turns: Turn[], event: ThreadEvent): Turn[] {
  if (event.type === 'reset') return [];
  if (event.type === 'asked') {
    const { key, question, connectionId, title, without } = event;
    return [...turns, { key, question, connectionId, title, without, status: 'running', steps: [] }];
  }
  return turns.map((turn) => (turn.key === event.key ? changed(turn, event) : turn));
}

/** The conversation that a further question continues: the last one about this source. */
export function conversationOf(turns: Turn[], connectionId: string): string | undefined {
  const answers = turns.filter((turn) => turn.connectionId === connectionId);
  return answers.findLast((turn) => turn.answer)?.answer?.conversation_id;
}

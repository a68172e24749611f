import type { ApiError } from '../api/errors';
import type { Answer, Feedback, Step } from '../api/types';

/** One question in a conversation and what became of it. */
export interface Turn {
  key: number;
  question: string;
  /** What to show in place of the question, when a person chose a reading that is SQL. */
  title?: string;
  connectionId: string;
  /** Assumptions that the person has taken away. */
  without?: string[];
  /** `interrupted`: the server ended before the answer did. */
  status: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  steps: Step[];
  queryId?: string;
  answer?: Answer;
  /** The answer is what was kept of it: its rows have to be fetched anew. */
  kept?: boolean;
  error?: ApiError;
  feedback?: Feedback;
  shared?: boolean;
  /** Runs, and not for this tab: what becomes of it is looked up. */
  elsewhere?: boolean;
  /** Taken back, and to be had again until something else is asked. */
  undone?: boolean;
}

export type ThreadEvent =
  | { type: 'opened'; turns: Turn[] }
  | { type: 'asked'; key: number; question: string; connectionId: string; title?: string; without?: string[] }
  | { type: 'started'; key: number; queryId: string }
  | { type: 'step'; key: number; step: Step }
  | { type: 'answered'; key: number; answer: Answer }
  | { type: 'failed'; key: number; error: ApiError }
  | { type: 'cancelled'; key: number }
  | { type: 'rows'; key: number; answer: Answer }
  | { type: 'noted'; key: number; feedback?: Feedback; shared?: boolean }
  | { type: 'undo' }
  | { type: 'redo' };

type OfOne = Exclude<ThreadEvent, { type: 'opened' | 'asked' | 'undo' | 'redo' }>;

/** What happens again, as a repair does, is one step whose times add up. */
function withStep(steps: Step[], step: Step): Step[] {
  const known = steps.find((each) => each.step === step.step);
  if (!known) return [...steps, step];
  const ms = step.ms === undefined ? known.ms : (known.ms ?? 0) + step.ms;
  return steps.map((each) => (each === known ? { ...step, ms } : each));
}

/** What was told then, with rows of today. */
function withRows(turn: Turn, answer: Answer): Turn {
  if (!turn.answer) return { ...turn, kept: false, answer };
  const { columns, rows, row_count, truncated, cache } = answer;
  return { ...turn, kept: false, answer: { ...turn.answer, columns, rows, row_count, truncated, cache } };
}

/** What a shared answer was asked is known when it comes. */
function askedBy({ question, connection_id, sql }: Answer): Pick<Turn, 'question' | 'connectionId'> {
  return { question: question || (sql ?? ''), connectionId: connection_id };
}

function changed(turn: Turn, event: OfOne): Turn {
  if (event.type === 'rows') return withRows(turn, event.answer);
  if (event.type === 'noted') {
    const { feedback, shared = turn.shared } = event;
    return { ...turn, feedback: 'feedback' in event ? feedback : turn.feedback, shared };
  }
  if (turn.status !== 'running') return turn;
  switch (event.type) {
    case 'started':
      return { ...turn, queryId: event.queryId };
    case 'step':
      return { ...turn, steps: withStep(turn.steps, event.step) };
    case 'answered':
      return { ...turn, ...(turn.connectionId ? {} : askedBy(event.answer)), status: 'done', answer: event.answer };
    case 'failed':
      return { ...turn, status: 'failed', error: event.error };
    case 'cancelled':
      return { ...turn, status: 'cancelled' };
  }
}

/** What was not taken back. */
export function standing(turns: Turn[]): Turn[] {
  return turns.filter((each) => !each.undone);
}

/** At least one turn stays: a question before the first one would be another conversation. */
export function mayUndo(turns: Turn[]): boolean {
  const left = standing(turns);
  return left.length > 1 && left.at(-1)?.status !== 'running';
}

export function mayRedo(turns: Turn[]): boolean {
  return turns.some((each) => each.undone);
}

function undo(turns: Turn[]): Turn[] {
  const last = standing(turns).at(-1);
  if (!mayUndo(turns)) return turns;
  return turns.map((each) => (each === last ? { ...each, undone: true } : each));
}

function redo(turns: Turn[]): Turn[] {
  const first = turns.find((each) => each.undone);
  return turns.map((each) => (each === first ? { ...each, undone: false } : each));
}

/** The thread after `event`. What comes for a turn that has ended already changes nothing. */
export function reduceThread(turns: Turn[], event: ThreadEvent): Turn[] {
  switch (event.type) {
    case 'opened':
      return event.turns;
    case 'undo':
      return undo(turns);
    case 'redo':
      return redo(turns);
    case 'asked': {
      const { key, question, connectionId, title, without } = event;
      return [...standing(turns), { key, question, connectionId, title, without, status: 'running', steps: [] }];
    }
    default:
      return turns.map((turn) => (turn.key === event.key ? changed(turn, event) : turn));
  }
}

/** The query that a further question follows, when something was taken back. */
export function followed(turns: Turn[]): string | undefined {
  if (!mayRedo(turns)) return undefined;
  const last = standing(turns).findLast((each) => each.answer ?? each.queryId);
  return last?.answer?.id ?? last?.queryId;
}

/** The conversation that a further question continues, where it is not kept: the last one about this source. */
export function conversationOf(turns: Turn[], connectionId: string): string | undefined {
  const answers = turns.filter((turn) => turn.connectionId === connectionId);
  return answers.findLast((turn) => turn.answer)?.answer?.conversation_id;
}

/** Whether a person wrote SQL instead of a question. */
export function looksLikeSql(text: string): boolean {
  return /^[\s(]*(select|with)\s/i.test(text);
}

import type { LogItem } from '@/lib/api/types';
import * as t from '@/texts/actions';

/** What is done, in words; what is not here is told by its own name. */
const actions: Record<string, string> = t.actions;

export function actionWords(action: string): string {
  const words = actions[action] ?? action.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const doors: Record<string, string> = t.doors;

export function doorWords(door: string): string {
  return doors[door] ?? door;
}

export const doorChoices = ['http', 'mcp', 'cli', 'share', 'schedule', 'catalog'].map((value) => ({ value, label: doorWords(value) }));

const outcomes: Record<string, { label: string; color: string }> = {
  answered: { label: t.answered, color: 'tide' },
  done: { label: t.done, color: 'tide' },
  clarify: { label: t.askedBack, color: 'blue' },
  unanswerable: { label: t.noAnswer, color: 'gray' },
  failed: { label: t.failed, color: 'red' },
  refused: { label: t.refused, color: 'orange' },
  cancelled: { label: t.stopped, color: 'gray' },
};

export function outcomeLook(outcome: string): { label: string; color: string } {
  return outcomes[outcome] ?? { label: outcome, color: 'gray' };
}

export const outcomeChoices = Object.entries(outcomes).map(([value, { label }]) => ({ value, label }));

const asking = new Set(['ask', 'sql', 'refine', 'tile', 'filter']);

/** Whether the entry is of something asked, so that the question or the SQL names it. */
export function isAsked({ question, sql, action }: LogItem): boolean {
  return sql !== undefined || (question !== undefined && asking.has(action));
}

/** What an entry is called: the question, the SQL, or what was done and to what. */
export function titleOf(item: LogItem): string {
  const { question, sql, action } = item;
  if (isAsked(item)) return question ?? sql ?? actionWords(action);
  return question ? `${actionWords(action)}: ${question}` : actionWords(action);
}

export function whoOf({ username, door }: LogItem): string {
  return username ?? (door === 'catalog' ? t.parlance : t.signedOut);
}

const breaks: Record<string, string> = t.breaks;

/** What is wrong with a chain. */
export function breakWords(kind: string): string {
  return breaks[kind] ?? kind;
}

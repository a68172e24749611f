import { expect, test } from 'vitest';
import { ApiError } from '../api/errors';
import type { Answer, KeptTurn } from '../api/types';
import { turnsOf } from './kept';
import { conversationOf, followed, reduceThread, type ThreadEvent, type Turn } from './thread';

const asked: ThreadEvent = { type: 'asked', key: 1, question: 'how many', connectionId: 'a' };
const answer = { conversation_id: 'c' } as Answer;

function after(...events: ThreadEvent[]): Turn[] {
  return events.reduce(reduceThread, []);
}

test('a step that ends replaces the one that began', () => {
  const [turn] = after(
    asked,
    { type: 'step', key: 1, step: { step: 'guard', status: 'started' } },
    { type: 'step', key: 1, step: { step: 'guard', status: 'done', ms: 3 } },
  );
  expect(turn?.steps).toEqual([{ step: 'guard', status: 'done', ms: 3 }]);
});

test('the times of a step that happens again add up', () => {
  const events = (ms: number): ThreadEvent[] => [
    { type: 'step', key: 1, step: { step: 'repair', status: 'started' } },
    { type: 'step', key: 1, step: { step: 'repair', status: 'done', ms } },
  ];
  const [turn] = after(asked, ...events(3), ...events(4));
  expect(turn?.steps).toEqual([{ step: 'repair', status: 'done', ms: 7 }]);
});

test('what comes after the end changes nothing', () => {
  const late: ThreadEvent = { type: 'answered', key: 1, answer };
  const [turn] = after(asked, { type: 'cancelled', key: 1 }, late);
  expect(turn?.status).toBe('cancelled');
  expect(turn?.answer).toBeUndefined();
  const [failed] = after(asked, late, { type: 'failed', key: 1, error: new ApiError({}) });
  expect(failed?.status).toBe('done');
});

test('a further question continues the conversation about its own source only', () => {
  const turns = after(asked, { type: 'answered', key: 1, answer });
  expect(conversationOf(turns, 'a')).toBe('c');
  expect(conversationOf(turns, 'b')).toBeUndefined();
});

const done = (key: number): ThreadEvent[] => [
  { type: 'asked', key, question: `q${key}`, connectionId: 'a' },
  { type: 'answered', key, answer: { id: `id${key}`, conversation_id: 'c' } as Answer },
];

test('what is undone can be had again until something else is asked', () => {
  const three = [...done(1), ...done(2), ...done(3)];
  const undone = after(...three, { type: 'undo' }, { type: 'undo' }, { type: 'undo' });
  expect(undone.map((each) => Boolean(each.undone))).toEqual([false, true, true]);
  expect(followed(undone)).toBe('id1');
  expect(after(...three, { type: 'undo' }, { type: 'redo' })).toEqual(after(...three).map((each) => ({ ...each, undone: each.key === 3 ? false : undefined })));
  const other = after(...three, { type: 'undo' }, ...done(4));
  expect(other.map((each) => each.key)).toEqual([1, 2, 4]);
  expect(followed(other)).toBeUndefined();
});

const kept = (id: string, more: Partial<KeptTurn> = {}) =>
  ({ id, question: id, connection_id: 'a', outcome: 'answered', state: 'ended', shared: false, ...more }) as KeptTurn;

test('a kept conversation leaves out what was undone', () => {
  const turns = turnsOf([kept('x'), kept('y'), kept('z', { after: 'x' }), kept('w', { after: 'gone' })], 5);
  expect(turns.map(({ key, question }) => [key, question])).toEqual([[5, 'x'], [6, 'z'], [7, 'w']]);
});

test('what was undone when a conversation was left is undone when it opens', () => {
  const places = (last?: string, more: Partial<KeptTurn> = {}) =>
    turnsOf([kept('x'), kept('y'), kept('z', more)], 1, last).map((each) => Boolean(each.undone));
  expect(places('x')).toEqual([false, true, true]);
  expect(followed(turnsOf([kept('x'), kept('y')], 1, 'x'))).toBe('x');
  expect(places()).toEqual([false, false, false]);
  expect(places('gone')).toEqual([false, false, false]);
  // Somebody asked on meanwhile, elsewhere: that is not hidden while it runs.
  expect(places('x', { state: 'running' })).toEqual([false, false, false]);
});

test('what a kept question came to is told by its state first', () => {
  const states = turnsOf(
    [kept('x', { state: 'interrupted', outcome: 'failed' }), kept('y', { outcome: 'failed', error_code: 'busy' }), kept('z', { outcome: 'clarify' })],
    1,
  );
  expect(states.map((each) => each.status)).toEqual(['interrupted', 'failed', 'done']);
  expect(states[1]?.error?.code).toBe('busy');
});

test('rows of today join what was told then', () => {
  const turn = { key: 1, kept: true, answer: { sql: 'then', rows: [] } } as unknown as Turn;
  const [now] = reduceThread([turn], { type: 'rows', key: 1, answer: { sql: 'now', rows: [[1]] } as unknown as Answer });
  expect(now?.answer).toMatchObject({ sql: 'then', rows: [[1]] });
  expect(now?.kept).toBe(false);
});

import { expect, test } from 'vitest';
import { ApiError } from '../api/errors';
import type { Answer } from '../api/types';
import { conversationOf, reduceThread, type ThreadEvent, type Turn } from './thread';

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

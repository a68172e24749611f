import * as t from '@/texts/api';
import { api, authorizedFetch, dataOf } from './client';
import { ApiError } from './errors';
import { eventsOf } from './events';
import { parseExact } from './exact-json';
import type { Answer, Step } from './types';

export interface Question {
  question: string;
  connection_id?: string;
  conversation_id?: string;
  /** The query that it follows: what was asked later was undone. */
  after?: string;
  /** Assumptions that are not to be made. */
  without?: string[];
  taken?: 'follow_up' | 'new_question';
}

export interface Watcher {
  onStarted: (queryId: string) => void;
  onStep: (step: Step) => void;
}

function post(path: string, body: unknown, accept: string, signal?: AbortSignal): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Accept: accept };
  const url = new URL(path, window.location.origin);
  return authorizedFetch(
    new Request(url, { method: 'POST', headers, body: JSON.stringify(body), signal }),
  );
}

function answerCut(): ApiError {
  return new ApiError({
    code: 'answer_cut',
    title: t.cutOff,
    detail: t.cutOffText,
  });
}

async function answerIn(body: ReadableStream<Uint8Array>, watcher: Watcher): Promise<Answer> {
  for await (const { event, data } of eventsOf(body)) {
    if (event === 'answer') return parseExact(data) as Answer;
    if (event === 'error') throw new ApiError(JSON.parse(data) as object);
    if (event === 'started') watcher.onStarted((JSON.parse(data) as { id: string }).id);
    if (event === 'step') watcher.onStep(JSON.parse(data) as Step);
  }
  throw answerCut();
}

async function watched(path: string, body: unknown, watcher: Watcher, signal: AbortSignal): Promise<Answer> {
  const response = await post(path, body, 'text/event-stream', signal);
  if (!response.body) throw answerCut();
  try {
    return await answerIn(response.body, watcher);
  } catch (error) {
    throw error instanceof ApiError ? error : answerCut();
  }
}

/** Asks a question and tells `watcher` of each stage as it happens. */
export function ask(body: Question, watcher: Watcher, signal: AbortSignal): Promise<Answer> {
  return watched('/api/v1/queries/ask', body, watcher, signal);
}

/** Asks anew, with the rights of today, what an own or a shared answer asked. */
export function runAgain(id: string, watcher: Watcher, signal: AbortSignal, cache: 'use' | 'bypass' = 'use'): Promise<Answer> {
  return watched(`/api/v1/queries/${encodeURIComponent(id)}/run`, { cache }, watcher, signal);
}

/** Stops a running query in the database itself. */
export async function cancelQuery(id: string): Promise<void> {
  const params = { path: { query_id: id } };
  await dataOf(api.POST('/api/v1/queries/{query_id}/cancel', { params, body: {} }));
}

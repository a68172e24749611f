import createClient from 'openapi-fetch';
import * as t from '@/texts/api';
import { ApiError, errorOf, unreachable } from './errors';
import { noteReach } from './reach';
import type { paths } from './schema';
import { accessToken, refresh } from './session';

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function send(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    const response = await fetch(request);
    noteReach(true);
    return response;
  } catch (error) {
    if (isAbort(error)) throw error;
    noteReach(false);
    throw unreachable();
  }
}

/**
 * The one fetch of the app: sends the access token, renews it once when the server refuses it, and
 * throws an `ApiError` for every reply that is not a success.
 */
export async function authorizedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const held = accessToken();
  // A request leaves before anything else happens, unless it has to wait for its token.
  const token = held instanceof Promise ? await held : held;
  let response = await send(request, token);
  if (response.status === 401 && token) {
    await refresh();
    response = await send(again, await accessToken());
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

export const api = createClient<paths>({ fetch: authorizedFetch });

/** The data of a call; what is not a success has been thrown before. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) throw new ApiError({ title: t.emptyReply });
  return data;
}

import { ApiError, errorOf, unreachable } from './errors';
import { forgetSessionId, rememberSessionId, rememberedSessionId } from './session-id';
import { markGuest } from './guest';
import type { Me, Tokens } from './types';

/** What the app knows of the person in this tab. */
export type SessionState =
  | { status: 'restoring' }
  | { status: 'in'; me: Me }
  | { status: 'out' }
  | { status: 'unreachable'; error: ApiError };

/** Refresh this long before the access token expires. */
const marginMs = 60_000;
const longestTimerMs = 2 ** 31 - 1;

let state: SessionState = { status: 'restoring' };
let token: { text: string; expiresAt: number } | null = null;
let refreshing: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  markGuest(next.status === 'out');
  listeners.forEach((listener) => listener());
}

export function sessionState(): SessionState {
  return state;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes over fresh tokens. The access token lives in this variable only, never in storage. */
export function adopt(tokens: Tokens): void {
  token = { text: tokens.access_token, expiresAt: Date.now() + tokens.expires_in * 1000 };
  rememberSessionId(tokens.session_id);
  clearTimeout(timer);
  const wait = Math.max(tokens.expires_in * 1000 - marginMs, 1000);
  timer = setTimeout(() => void refresh().catch(() => undefined), Math.min(wait, longestTimerMs));
  become({ status: 'in', me: tokens.me });
}

/** Forgets the person: after logout, or when the session has ended elsewhere. */
export function drop(): void {
  token = null;
  clearTimeout(timer);
  forgetSessionId();
  become({ status: 'out' });
}

/** Finds out at start who is signed in, by the HttpOnly cookie of this tab's session. */
export async function restore(): Promise<void> {
  if (!rememberedSessionId()) return become({ status: 'out' });
  await refresh().catch(() => undefined);
}

/** The access token to send; null when signed out. One that is about to expire is renewed first, which takes a while. */
export function accessToken(): string | null | Promise<string | null> {
  if (!token || token.expiresAt - Date.now() >= marginMs / 2) return token?.text ?? null;
  return refresh().then(() => token?.text ?? null);
}

/** Exchanges the cookie for fresh tokens; callers at the same time share one exchange. */
export function refresh(): Promise<void> {
  refreshing ??= exchange().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function exchange(): Promise<void> {
  const sessionId = rememberedSessionId();
  if (!sessionId) return drop();
  // Two tabs of one session take turns, so that neither presents a token the other has replaced.
  await navigator.locks.request(`parlance-session-${sessionId}`, () => exchangeNow(sessionId));
}

async function exchangeNow(sessionId: string): Promise<void> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ session_id: sessionId, cookie: true }),
  }).catch(() => null);
  if (response?.ok) return adopt((await response.json()) as Tokens);
  const error = response ? await errorOf(response) : unreachable();
  if (error.status >= 400 && error.status < 500 && error.status !== 429) drop();
  else if (state.status !== 'in') become({ status: 'unreachable', error });
  throw error;
}

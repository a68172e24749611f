/**
 * Which session this tab holds. A session id is no secret (the secret is the HttpOnly cookie that
 * goes with it); kept per tab, so that two tabs may hold two tenants, and once more for new tabs.
 */
const key = 'parlance.session';

export function rememberedSessionId(): string | null {
  return sessionStorage.getItem(key) ?? localStorage.getItem(key);
}

export function rememberSessionId(id: string): void {
  sessionStorage.setItem(key, id);
  localStorage.setItem(key, id);
}

export function forgetSessionId(): void {
  const id = rememberedSessionId();
  sessionStorage.removeItem(key);
  if (localStorage.getItem(key) === id) localStorage.removeItem(key);
}

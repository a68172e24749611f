/**
 * Which session this tab holds. A session id is no secret (the secret is the HttpOnly cookie that
 * goes with it); kept per tab, so that two tabs may hold two tenants, and once more for new tabs.
 */
export const storageKey = 'parlance.session';

export function rememberedSessionId(): string | null {
  return sessionStorage.getItem(storageKey) ?? localStorage.getItem(storageKey);
}

export function rememberSessionId(id: string): void {
  sessionStorage.setItem(storageKey, id);
  localStorage.setItem(storageKey, id);
}

export function forgetSessionId(): void {
  const id = rememberedSessionId();
  sessionStorage.removeItem(storageKey);
  if (localStorage.getItem(storageKey) === id) localStorage.removeItem(storageKey);
}

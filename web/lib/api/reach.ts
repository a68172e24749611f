/** Whether the server answers, as the latest request found it. */
let away = false;
const listeners = new Set<() => void>();

export function noteReach(reached: boolean): void {
  if (away !== reached) return;
  away = !reached;
  listeners.forEach((listener) => listener());
}

export function serverIsAway(): boolean {
  return away;
}

export function onReachChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks whether it is there again. */
export async function lookForServer(): Promise<boolean> {
  const reply = await fetch('/readyz', { cache: 'no-store' }).catch(() => null);
  if (reply?.ok) noteReach(true);
  return reply?.ok ?? false;
}

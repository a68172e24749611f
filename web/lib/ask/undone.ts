/** How far a conversation was taken back: this browser keeps it, for what is undone is no question of its own. */

const keyOf = (thread: string) => `parlance.undone.${thread}`;

/** The query that was the last one left; none when nothing is undone. */
export function keptPlace(thread: string): string | undefined {
  return localStorage.getItem(keyOf(thread)) ?? undefined;
}

export function keepPlace(thread: string, last: string | undefined): void {
  if (last === undefined) localStorage.removeItem(keyOf(thread));
  else localStorage.setItem(keyOf(thread), last);
}

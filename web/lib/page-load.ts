/** When this tab was last loaded anew because a part of the program was missing. */
const place = 'parlance.reloaded';
const onceInMs = 60_000;

/** Whether a part of the program did not come: the network was away, or the server has a newer one. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ChunkLoadError' || /^Failed to load chunk|dynamically imported module/.test(error.message));
}

/** Whether this tab may load itself anew; never over and over, if that does not help. */
export function mayReload(now: number, storage: Storage): boolean {
  return now - Number(storage.getItem(place) ?? 0) > onceInMs;
}

export function noteReload(now: number, storage: Storage): void {
  storage.setItem(place, String(now));
}

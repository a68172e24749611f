/** Does `work` once the browser has nothing else to do; at once where it does not tell, as in Safari. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work);
  else work();
}

import { startTransition, useEffect, useState, type RefObject } from 'react';

/** How far outside of what is seen somebody may scroll before it has to be there, in parts of the view. */
const margin = '50%';

/** What somebody looks at first comes without the rest beside it. */
const pauseMs = 150;

let turn: Promise<void> = Promise.resolve();

function idle(resolve: () => void): void {
  // Safari has none.
  if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve());
  else resolve();
}

/** Resolves when the browser has nothing else to do; those who wait get it one after another. */
function idleTurn(): Promise<void> {
  turn = turn.then(() => new Promise<void>((resolve) => setTimeout(idle, pauseMs, resolve)));
  return turn;
}

/**
 * Whether a part of the page is worth drawing: at once when it is in sight or nearly so, and otherwise
 * when the browser is idle, one part after another. It stays so.
 */
export function useNear(place: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !place.current) return;
    const show = () => startTransition(() => setNear(true)); // drawn in slices
    const watch = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && show(), { rootMargin: margin });
    watch.observe(place.current);
    let gone = false;
    void idleTurn().then(() => gone || show());
    return () => {
      gone = true;
      watch.disconnect();
    };
  }, [near, place]);
  return near;
}

import { startTransition, useEffect, useState, type RefObject } from 'react';
import { whenIdle } from './when-idle';

/** How far outside of what is seen somebody may scroll before it has to be there, in parts of the view. */
const margin = '50%';

/** What somebody looks at first comes without the rest beside it. */
const pauseMs = 150;

/** What is still to be drawn out of sight, the longest waiting first. */
const waiting = new Set<() => void>();

let due = false;

function drawNext(): void {
  due = false;
  const [next] = waiting;
  if (next) {
    waiting.delete(next);
    next();
  }
  arrange();
}

function arrange(): void {
  if (due || waiting.size === 0) return;
  due = true;
  setTimeout(whenIdle, pauseMs, drawNext);
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
    waiting.add(show);
    arrange();
    return () => {
      waiting.delete(show);
      watch.disconnect();
    };
  }, [near, place]);
  return near;
}

import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { extentOf, isScaled, laidTop, realTop, topFor } from '@/lib/result/window';

export const headHeight = 36;

export interface Scroll {
  /** Where the rows begin, in pixels of all rows. */
  top: number;
  left: number;
  width: number;
  /** The height that rows have. */
  view: number;
  /** What the document gives to all rows. */
  laid: number;
  onScroll: () => void;
  toRow: (row: number) => void;
  toColumn: (begin: number, end: number, pinnedWidth: number) => void;
}

function useSize(frame: RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!frame.current) return;
    const place = frame.current;
    const watcher = new ResizeObserver(() => setSize({ width: place.clientWidth, height: place.clientHeight }));
    watcher.observe(place);
    return () => watcher.disconnect();
  }, [frame]);
  return size;
}

/**
 * Scrolls `count` rows, of which there may be more than a browser can lay out. Then the bar stands
 * for all of them and the wheel still moves row by row.
 */
export function useScroll(frame: RefObject<HTMLDivElement | null>, count: number): Scroll {
  const { width, height } = useSize(frame);
  const view = Math.max(0, height - headHeight);
  const extent = extentOf(count, view);
  const [{ top, left }, setPlace] = useState({ top: 0, left: 0 });
  const exact = useRef(0);
  useEffect(() => {
    exact.current = top;
  });

  function goTo(wanted: number) {
    const next = Math.max(0, Math.min(wanted, extent.real - view));
    exact.current = next;
    setPlace((place) => ({ ...place, top: next }));
    frame.current?.scrollTo({ top: laidTop(extent, next) });
  }

  function onScroll() {
    const place = frame.current;
    if (!place) return;
    // What we set ourselves is rounded by the browser: the exact place is the one that we know.
    const ours = Math.abs(laidTop(extent, exact.current) - place.scrollTop) < 1.5;
    const next = ours && isScaled(extent) ? exact.current : realTop(extent, place.scrollTop);
    setPlace({ top: next, left: place.scrollLeft });
  }

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!isScaled(extent) || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    goTo(exact.current + event.deltaY * (event.deltaMode === 1 ? 16 : 1));
  });
  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    const listener = (event: WheelEvent) => onWheel(event);
    // Not passive: it may keep the document from scrolling.
    place.addEventListener('wheel', listener, { passive: false });
    return () => place.removeEventListener('wheel', listener);
  }, [frame]);

  // Fewer rows than before, such as those of a filter: the place is no longer there.
  const shownTop = Math.max(0, Math.min(top, extent.real - view));
  return {
    top: shownTop,
    left,
    width,
    view,
    laid: extent.laid,
    onScroll,
    toRow: (row) => goTo(topFor(row, exact.current, view)),
    toColumn: (begin, end, pinnedWidth) => {
      const place = frame.current;
      if (!place) return;
      if (begin - pinnedWidth < place.scrollLeft) place.scrollTo({ left: begin - pinnedWidth });
      else if (end > place.scrollLeft + place.clientWidth) place.scrollTo({ left: end - place.clientWidth });
    },
  };
}

import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

export interface View {
  x: number;
  y: number;
  scale: number;
}

const scaleMin = 0.15;
const scaleMax = 2.5;
const stepPixels = 60;
const dragsFrom = 4;

const clamp = (scale: number) => Math.min(Math.max(scale, scaleMin), scaleMax);

/** Zooms so that what is at a place of the frame stays there. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = clamp(view.scale * factor);
  const grows = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * grows, y: at.y - (at.y - view.y) * grows };
}

/** All of a picture in the middle of a frame; never larger than it is. */
export function fitting(picture: { width: number; height: number }, frame: { width: number; height: number }): View {
  if (!picture.width || !frame.width) return { x: 0, y: 0, scale: 1 };
  const scale = clamp(Math.min(frame.width / picture.width, frame.height / picture.height, 1));
  return { scale, x: (frame.width - picture.width * scale) / 2, y: (frame.height - picture.height * scale) / 2 };
}

const moves: Record<string, [number, number]> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Moves and zooms a picture in its frame, by mouse, touch, wheel and keyboard. */
export function usePanZoom(picture: { width: number; height: number } | undefined) {
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>();
  const drag = useRef<{ x: number; y: number; view: View; moved: boolean }>(null);
  const sizeOf = () => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 });

  const fit = useCallback(() => {
    if (picture) setView(fitting(picture, sizeOf()));
  }, [picture]);
  const now = view ?? (picture ? { x: 0, y: 0, scale: 1 } : undefined);
  const zoom = (factor: number) => {
    const { width, height } = sizeOf();
    if (now) setView(zoomed(now, factor, { x: width / 2, y: height / 2 }));
  };

  useEffect(() => {
    const id = requestAnimationFrame(fit);
    return () => cancelAnimationFrame(id);
  }, [fit]);
  useEffect(() => {
    const place = frame.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
      event.preventDefault();
      const box = place!.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      setView((before) => before && zoomed(before, Math.exp(-event.deltaY / 300), at));
    };
    place?.addEventListener('wheel', onWheel, { passive: false });
    return () => place?.removeEventListener('wheel', onWheel);
  }, []);

  return {
    frame,
    view: now,
    fit,
    zoom,
    /** Brings a place of the picture into the frame. */
    reveal: (box: { x: number; y: number; width: number; height: number }) => {
      const { width, height } = sizeOf();
      if (!now) return;
      const left = box.x * now.scale + now.x;
      const top = box.y * now.scale + now.y;
      const inside = left >= 0 && top >= 0 && left + box.width * now.scale <= width && top + box.height * now.scale <= height;
      if (!inside) setView({ ...now, x: width / 2 - (box.x + box.width / 2) * now.scale, y: height / 2 - (box.y + box.height / 2) * now.scale });
    },
    /** Whether the pointer was moved since it went down: then no box was meant. */
    dragged: () => drag.current?.moved ?? false,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (now && event.button === 0) drag.current = { x: event.clientX, y: event.clientY, view: now, moved: false };
      },
      onPointerMove: (event: PointerEvent) => {
        const from = drag.current;
        if (!from || event.buttons === 0) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (Math.abs(dx) + Math.abs(dy) > dragsFrom) from.moved = true;
        if (from.moved) setView({ ...from.view, x: from.view.x + dx, y: from.view.y + dy });
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey || !now) return;
        const move = moves[event.key];
        if (move) setView({ ...now, x: now.x + move[0] * stepPixels, y: now.y + move[1] * stepPixels });
        else if (event.key === '+' || event.key === '=') zoom(1.25);
        else if (event.key === '-') zoom(0.8);
        else if (event.key === '0') fit();
        else return;
        event.preventDefault();
      },
    },
  };
}

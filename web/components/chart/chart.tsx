'use client';

import { Text, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ResultColumn, Row } from '@/lib/api/types';
import { asRecords, cellText, exactTitle } from '@/lib/result/cells';
import * as t from '@/texts/chart';
import classes from './chart.module.css';
import { chartKind, shownBy } from './fitted';
import { SingleValue } from './single-value';
import { still } from './still';

interface Props {
  spec: Record<string, unknown>;
  columns: ResultColumn[];
  rows: Row[];
  label: string;
  /** Whether it takes the height of what is around it. */
  fill?: boolean;
}

const settlesMs = 120;

/** A chart of the rows; a number is written, not drawn. */
export function Chart(props: Props) {
  const { spec, columns, rows } = props;
  const at = columns.findIndex(({ name }) => name === shownBy(spec, 'text'));
  const column = columns[at];
  if (chartKind(spec) !== 'number' || !column) return <Drawing {...props} />;
  const cell = rows[0]?.[at];
  return <SingleValue text={cellText(cell, column)} title={exactTitle(cell, column)} name={column.name} />;
}

/** The pixels of a frame once they keep still; none while it has no size. */
function useFrame(fill: boolean) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [size] = useDebouncedValue(fill && width > 0 ? `${width} ${height}` : '', settlesMs, { leading: true });
  return { ref, size };
}

function frameOf(size: string) {
  const [width = 0, height = 0] = size.split(' ').map(Number);
  return { width: Math.floor(width), height: Math.floor(height) };
}

/** Puts an element where it has its width, out of sight: a chart as wide as its place measures it. */
function unseen(element: HTMLElement, place: HTMLElement): HTMLElement {
  Object.assign(element.style, { position: 'absolute', visibility: 'hidden', width: `${place.clientWidth}px` });
  place.append(element);
  return element;
}

type Draw = (place: HTMLElement, live: boolean) => Promise<() => void>;

/** A picture until somebody comes near; then Vega itself, with its tooltips, which takes over in place. */
async function drawn(draw: Draw, place: HTMLElement, live: boolean): Promise<() => void> {
  try {
    return await draw(place, live);
  } catch (error) {
    if (live) throw error;
    return draw(place, true);
  }
}

/** Draws a Vega-Lite specification over the rows. Vega is loaded when the first chart is shown. */
function Drawing({ spec, columns, rows, label, fill = false }: Props) {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const { ref, size } = useFrame(fill);
  const [live, setLive] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const place = frame.current;
    if (!place || (fill && size === '')) return;
    let stale = false;
    let finish = () => {};
    const draw: Draw = async (into, alive) => {
      const records = asRecords(columns, rows);
      const at = fill ? frameOf(size) : { width: into.clientWidth };
      if (!alive) {
        const picture = await still(spec, records, scheme, at);
        if (!stale) into.replaceChildren(picture);
        return () => {};
      }
      const { draw: drawIn } = await import('./draw');
      const fresh = document.createElement('div');
      const end = await drawIn(unseen(fresh, into), spec, records, scheme, at);
      fresh.removeAttribute('style');
      if (stale) fresh.remove();
      else into.replaceChildren(fresh);
      return end;
    };
    drawn(draw, place, live)
      .then((end) => {
        if (stale) return end();
        finish = end;
        place.dataset.drawn = scheme; // for whoever takes pictures of pages
      })
      .catch(() => setFailed(true));
    return () => {
      stale = true;
      finish();
    };
  }, [spec, columns, rows, scheme, fill, size, live]);

  if (failed) return <Text c="dimmed">{t.cannotDraw}</Text>;
  // Vega gives the element it draws into a role of its own, so the name is on the one around it.
  // One that fills a tile may be taller than it: then the keyboard scrolls it.
  return (
    <div
      ref={ref}
      role="img"
      aria-label={t.chartNamed(label)}
      tabIndex={fill ? 0 : undefined}
      className={fill ? classes.filling : classes.chart}
      onPointerEnter={() => setLive(true)}
      onFocus={() => setLive(true)}
    >
      <div ref={frame} className={fill ? classes.waiting : classes.chart} />
    </div>
  );
}

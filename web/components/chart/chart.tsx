'use client';

import { Text, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ResultColumn, Row } from '@/lib/api/types';
import { asRecords, cellText } from '@/lib/result/cells';
import classes from './chart.module.css';
import { chartKind, shownBy } from './fitted';
import { SingleValue } from './single-value';

interface Props {
  spec: Record<string, unknown>;
  columns: ResultColumn[];
  rows: Row[];
  label: string;
}

/** A chart of the rows; a number is written, not drawn. */
export function Chart(props: Props) {
  const { spec, columns, rows } = props;
  const at = columns.findIndex(({ name }) => name === shownBy(spec, 'text'));
  const column = columns[at];
  if (chartKind(spec) !== 'number' || !column) return <Drawing {...props} />;
  return <SingleValue text={cellText(rows[0]?.[at], column)} name={column.name} />;
}

/** Draws a Vega-Lite specification over the rows. Vega is loaded when the first chart is shown. */
function Drawing({ spec, columns, rows, label }: Props) {
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    let stale = false;
    let finish = () => {};
    import('./draw')
      .then(({ draw }) => draw(place, spec, asRecords(columns, rows), scheme))
      .then((end) => (stale ? end() : (finish = end)))
      .catch(() => setFailed(true));
    return () => {
      stale = true;
      finish();
    };
  }, [spec, columns, rows, scheme]);

  if (failed) return <Text c="dimmed">This chart cannot be drawn; the table has all of it.</Text>;
  // Vega gives the element it draws into a role of its own, so the name is on the one around it.
  return (
    <div role="img" aria-label={`Chart: ${label}`} className={classes.chart}>
      <div ref={frame} className={classes.chart} />
    </div>
  );
}

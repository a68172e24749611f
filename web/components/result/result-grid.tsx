'use client';

import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { ResultColumn, Row } from '@/lib/api/types';
import { nextSorting, sortRows, type Sorting } from '@/lib/result/sort';
import { GridHead } from './grid-head';
import { GridRow } from './grid-row';
import classes from './result-grid.module.css';

interface Props {
  columns: ResultColumn[];
  rows: Row[];
  label: string;
}

const rowHeight = 34;

/** Rows in a table of which only the visible part is in the document; headers sort. */
export function ResultGrid({ columns, rows, label }: Props) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 600, height: 340 },
  });
  if (rows.length === 0) return <Text c="dimmed" p="md">No rows match.</Text>;

  const visible = virtual.getVirtualItems();
  const before = visible[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (visible.at(-1)?.end ?? 0);
  return (
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-rowcount={rows.length + 1}>
        <GridHead
          columns={columns}
          sorting={sorting}
          onSort={(column) => setSorting(nextSorting(sorting, column))}
        />
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {visible.map(({ index }) => (
            <GridRow key={index} row={sorted[index] ?? []} columns={columns} index={index} />
          ))}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}

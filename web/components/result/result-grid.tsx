'use client';

import { Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useId, useMemo, useRef, useState, type RefObject } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { ResultOf } from '@/lib/api/results';
import type { ResultColumn, Row } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import { asItCame, setLook, useLook, within, type TableLook } from '@/lib/result/looks';
import type { ColumnOrder } from '@/lib/result/order';
import { columnsBetween, rowsAt } from '@/lib/result/window';
import * as t from '@/texts/result';
import { GridBar } from './grid-bar';
import { GridBody } from './grid-body';
import { GridHead } from './grid-head';
import { cellId } from './grid-row';
import classes from './result-grid.module.css';
import { useActions } from './use-actions';
import { useColumns } from './use-columns';
import { useCursor, type Opened } from './use-cursor';
import { useRows } from './use-rows';
import { useScroll } from './use-scroll';

const FilterModal = dynamic(() => import('./filter-modal').then((each) => each.FilterModal));
const ValueModal = dynamic(() => import('./value-modal').then((each) => each.ValueModal));

interface Props {
  columns: ResultColumn[];
  rows: Row[];
  label: string;
  /** Whose result it is, when `rows` are only its beginning: the server then gives the rest. */
  of?: ResultOf;
  /** As high as what it stands in, at the most; otherwise it has a height of its own. */
  fill?: boolean;
  /** Under which its sorting and filters are known to others, such as the menu that makes a file. */
  name?: string;
}

/** A table that nobody asks about forgets how it was looked at. */
function useOwnLook({ name, columns }: Props) {
  const own = useId();
  const key = name ?? own;
  const kept = useLook(key);
  useEffect(() => () => setLook(own, asItCame), [own]);
  const look = useMemo(() => within(kept, columns), [kept, columns]);
  const set = useCallback((next: TableLook) => setLook(key, next), [key]);
  return { look, setLook: set };
}

function useGrid(props: Props, frame: RefObject<HTMLDivElement | null>) {
  const { columns, rows, of } = props;
  const { look, setLook } = useOwnLook(props);
  const [opened, setOpened] = useState<Opened | null>(null);
  const { sort, filters, order } = look;
  const ofRows = useMemo(() => ({ sort, filters }), [sort, filters]);
  const shownRows = useRows({ columns, rows, of }, ofRows);
  const scroll = useScroll(frame, shownRows.count);
  const setOrder = useCallback((next?: ColumnOrder) => setLook({ ...look, order: next }), [look, setLook]);
  const layout = useColumns({ columns, rows, order, setOrder }, scroll.width);
  const [first, end] = rowsAt(scroll.top, scroll.view, shownRows.count);
  const inSight = () => Array.from({ length: end - first }, (_, at) => shownRows.row(first + at) ?? []);
  const actions = useActions(frame, look, setLook, layout, inSight);
  const cursor = useCursor({ rows: shownRows, columns: layout, scroll, actions, onOpen: setOpened });
  return { look, setLook, opened, setOpened, shownRows, scroll, layout, first, end, actions, cursor };
}

/** Rows in a table of which only the part in sight is in the document, however long and wide it is. */
function Grid(props: Props) {
  const grid = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { look, setLook, opened, setOpened, shownRows, scroll, layout, first, end, actions, cursor } = useGrid(props, frame);
  const { edges, shown } = layout;
  const [from, to] = columnsBetween(edges, scroll.left, scroll.left + scroll.width);
  const width = edges.at(-1) ?? 0;
  const active = cursor.cursor?.active;
  const inDocument = active && (active.row < 0 || (active.row >= first && active.row < end));
  const wish = { grid, columns: layout, first: from, end: to };
  const filtered = actions.filtering === null ? undefined : props.columns[actions.filtering];
  return (
    <div role="region" aria-label={props.label} className={classNames(classes.around, props.fill && classes.fill)}>
      <GridBar
        columns={props.columns}
        rows={shownRows}
        look={look}
        hidden={layout.hiddenCount}
        onLook={setLook}
        onShowAll={layout.showAll}
        onRow={cursor.goToRow}
        actions={actions}
      />
      {shownRows.error ? <ErrorPanel error={shownRows.error} onRetry={shownRows.retry} /> : null}
      <div
        ref={frame}
        role="grid"
        aria-label={props.label}
        aria-rowcount={shownRows.count + 1}
        aria-colcount={shown.length}
        aria-multiselectable
        aria-activedescendant={inDocument ? cellId(grid, active.row, active.column) : undefined}
        tabIndex={0}
        className={classes.frame}
        onScroll={scroll.onScroll}
        onKeyDown={cursor.onKeyDown}
        onFocus={cursor.onFocus}
      >
        <GridHead {...wish} look={look} width={width} active={active?.row === -1 ? active : undefined} actions={actions} onPointer={cursor.onPointer} />
        <GridBody {...wish} rows={shownRows} scroll={scroll} width={width} sight={[first, end]} cursor={cursor} />
      </div>
      {filtered && actions.filtering !== null && (
        <FilterModal at={actions.filtering} column={filtered} known={look.filters} onFilter={actions.setFilter} onClose={() => actions.filter(null)} />
      )}
      {opened && <ValueModal opened={opened} columns={props.columns} onClose={() => setOpened(null)} />}
    </div>
  );
}

export function ResultGrid(props: Props) {
  if (props.rows.length === 0) return <Text c="dimmed" p="md">{t.noRowsMatch}</Text>;
  return <Grid {...props} />;
}

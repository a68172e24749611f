import { useState, type RefObject } from 'react';
import { notifications } from '@mantine/notifications';
import type { ColumnFilter, Row } from '@/lib/api/types';
import type { TableLook } from '@/lib/result/looks';
import { nextSorting } from '@/lib/result/sort';
import * as t from '@/texts/result';
import type { GridColumns } from './use-columns';

export interface GridActions {
  /** The column whose menu is open. */
  menu: number | null;
  openMenu: (at: number | null) => void;
  /** The column whose filter is being written. */
  filtering: number | null;
  sortNext: (at: number) => void;
  sort: (at: number, descending: boolean) => void;
  filter: (at: number | null) => void;
  setFilter: (filter: ColumnFilter) => void;
  dropFilter: (index: number) => void;
  pin: (at: number, pinned: boolean) => void;
  hide: (at: number) => void;
  resize: (at: number, by: number) => void;
  fit: (at: number) => void;
  copyText: (text: string) => void;
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notifications.show({ message: t.copiedToClipboard, autoClose: 2000 });
}

/** All that can be done with a grid, beside moving in it. */
export function useActions(
  frame: RefObject<HTMLDivElement | null>,
  look: TableLook,
  setLook: (look: TableLook) => void,
  columns: GridColumns,
  rowsInSight: () => Row[],
): GridActions {
  const [menu, setMenu] = useState<number | null>(null);
  const [filtering, setFiltering] = useState<number | null>(null);
  const back = () => frame.current?.focus({ preventScroll: true });
  return {
    menu,
    openMenu: (at) => {
      setMenu(at);
      if (at === null) back();
    },
    filtering,
    sortNext: (at) => setLook({ ...look, sort: nextSorting(look.sort, at) }),
    sort: (column, descending) => setLook({ ...look, sort: [{ column, descending }] }),
    filter: (at) => {
      setFiltering(at);
      if (at === null) back();
    },
    setFilter: (filter) =>
      setLook({ ...look, filters: [...look.filters.filter(({ column }) => column !== filter.column), filter] }),
    dropFilter: (index) => setLook({ ...look, filters: look.filters.filter((_, at) => at !== index) }),
    pin: columns.pin,
    hide: columns.hide,
    resize: columns.resize,
    fit: (at) => columns.fit(at, rowsInSight()),
    copyText: (text) => void copy(text),
  };
}

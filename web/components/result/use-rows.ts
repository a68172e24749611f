import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { countOf, pageOf, type Look, type ResultOf } from '@/lib/api/results';
import type { ResultColumn, Row } from '@/lib/api/types';
import { filterRows } from '@/lib/result/filter';
import { Pages } from '@/lib/result/pages';
import { sortRows } from '@/lib/result/sort';

/** The rows of a grid, wherever they are. */
export interface GridRows {
  count: number;
  /** Undefined while it is on its way. */
  row: (index: number) => Row | undefined;
  /** These come into sight, the last one excluded. */
  want: (first: number, end: number) => void;
  range: (first: number, end: number) => Promise<Row[]>;
  error: unknown;
  retry: () => void;
  /** The result has more rows than the server lets one look at. */
  capped: boolean;
}

export interface Given {
  columns: ResultColumn[];
  rows: Row[];
  /** Whose result it is, when the rows are only the first of it. */
  of?: ResultOf;
}

function useHereRows({ columns, rows }: Given, { sort, filters }: Look): GridRows {
  return useMemo(() => {
    const shown = sortRows(columns, filterRows(columns, rows, filters), sort);
    return {
      count: shown.length,
      row: (index) => shown[index],
      want: () => undefined,
      range: (first, end) => Promise.resolve(shown.slice(first, end)),
      error: null,
      retry: () => undefined,
      capped: false,
    };
  }, [columns, rows, filters, sort]);
}

function useCount(of: ResultOf | undefined, { filters }: Look) {
  return useQuery({
    queryKey: ['result-count', of, filters],
    queryFn: ({ signal }) => countOf(of ?? {}, filters, signal),
    enabled: of !== undefined,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

/** What was paged belongs to the first rows it goes on from: with new ones it is asked anew. */
function usePages({ of, rows }: Given, look: Look): Pages {
  const key = JSON.stringify(of);
  const pages = useMemo(() => {
    void rows;
    const whose = JSON.parse(key ?? '{}') as ResultOf;
    return new Pages(async (offset, limit, signal) => (await pageOf(whose, look, offset, limit, signal)).rows);
  }, [key, look, rows]);
  useEffect(() => () => pages.close(), [pages]);
  useSyncExternalStore(pages.subscribe, pages.version, pages.version);
  return pages;
}

/** A long result is sorted, filtered and paged by the server; one that is here as a whole, here. */
export function useRows(given: Given, look: Look): GridRows {
  const here = useHereRows(given, look);
  const pages = usePages(given, look);
  const counted = useCount(given.of, look);
  if (!given.of) return here;
  const untouched = look.sort.length === 0 && look.filters.length === 0;
  const known = untouched ? given.rows : [];
  return {
    count: counted.data?.row_count ?? known.length,
    row: (index) => pages.row(index) ?? known[index],
    want: (first, end) => pages.want(first, end),
    range: (first, end) => pages.range(first, end),
    error: pages.error ?? counted.error,
    retry: () => {
      pages.retry();
      if (counted.error) void counted.refetch();
    },
    capped: counted.data?.more ?? false,
  };
}

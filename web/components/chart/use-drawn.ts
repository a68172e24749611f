import { useQuery } from '@tanstack/react-query';
import type { ResultOf } from '@/lib/api/results';
import type { ResultColumn, Row, Spec } from '@/lib/api/types';
import { drawnOfAll, partsOf, type Drawn } from '@/lib/result/chart-groups';

export interface Drawable {
  columns: ResultColumn[];
  rows: Row[];
  truncated: boolean;
  /** Whose rows they are, to ask for sums of all of them. */
  of?: ResultOf;
}

/** What a chart is drawn from: the rows that are here, or sums of all rows when only some are. */
export function useDrawn(spec: Spec | null, { columns, rows, truncated, of }: Drawable) {
  const sums = truncated && of !== undefined && spec !== null && partsOf(spec, columns) !== null;
  const asked = useQuery({
    queryKey: ['chart-of-all', of, spec],
    queryFn: ({ signal }) => drawnOfAll(of ?? {}, spec ?? {}, columns, signal),
    enabled: sums,
    staleTime: 60_000,
  });
  const here: Drawn | null = spec && { spec, columns, rows, truncated };
  return {
    drawn: sums ? (asked.data ?? null) : here,
    /** Only the first rows are drawn. */
    partial: truncated && !sums,
    loading: sums && asked.isPending,
    error: sums ? asked.error : null,
    retry: () => void asked.refetch(),
  };
}

import { useSyncExternalStore } from 'react';
import type { Answer, Spec } from '../api/types';

/** Charts that were chosen in this tab, by the query whose answer they draw; null: none is wanted. */
const chosen = new Map<string, Spec | null>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function choose(queryId: string, chart: Spec | null): void {
  chosen.set(queryId, chart);
  listeners.forEach((listener) => listener());
}

type Charted = Pick<Answer, 'id' | 'chart'>;

/** The chart of an answer: the chosen one, else the one that it came with. */
export function useChart({ id, chart }: Charted): Spec | null {
  const own = useSyncExternalStore(subscribe, () => chosen.get(id), () => undefined);
  return own === undefined ? (chart ?? null) : own;
}

interface Meta {
  proposed?: Spec;
}

/** What Parlance proposed, whatever was chosen since; empty when it proposed none. */
export function proposedOf({ chart }: Charted): Spec {
  return (chart?.usermeta as Meta | undefined)?.proposed ?? chart ?? {};
}

/** The chart with what it replaces, so that there is a way back. Only its own rows stand in it. */
export function withProposed(chart: Spec, proposed: Spec): Spec {
  const { data, $schema, usermeta, ...rest } = proposed;
  void data;
  void $schema;
  const kind = { ...(usermeta as object | undefined), proposed: undefined };
  return { ...chart, usermeta: { ...(chart.usermeta as object | undefined), proposed: { ...rest, usermeta: kind } } };
}

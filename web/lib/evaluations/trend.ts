import * as t from '@/texts/evaluations';
import type { Evaluation, Row } from '../api/types';
import { languages } from '../format/languages';
import { engineName } from './words';

/** Runs over the same verified questions: those of one source. */
export interface TrendSet {
  connectionId: string;
  runs: Evaluation[];
}

/** The sources with a trend, that is with two finished runs, the one with most runs first; oldest run first in each. */
export function trendSets(all: Evaluation[]): TrendSet[] {
  const bySource = new Map<string, Evaluation[]>();
  for (const run of all) {
    if (run.state === 'done' && run.totals) bySource.set(run.connection_id, [...(bySource.get(run.connection_id) ?? []), run]);
  }
  return [...bySource]
    .filter(([, runs]) => runs.length > 1)
    .map(([connectionId, runs]) => ({ connectionId, runs: runs.sort((a, b) => a.created_at.localeCompare(b.created_at)) }))
    .sort((a, b) => b.runs.length - a.runs.length);
}

/** How a run is called below the chart: runs may be seconds or months apart, and stand side by side. */
function nameOf(at: number, moment: string): string {
  return `${at + 1}. ${new Date(moment).toLocaleDateString(languages, { day: 'numeric', month: 'short' })}`;
}

/** A point for each figure of each run: which run, what by which engine, how much (0 to 1). */
export function trendRows(runs: Evaluation[]): Row[] {
  return runs.flatMap(({ created_at, engine, totals }, at) => {
    const figures = [
      [t.right, totals?.accuracy],
      [t.answered, totals?.coverage],
    ] as const;
    return figures
      .filter(([, share]) => share !== undefined)
      .map(([figure, share]) => [nameOf(at, created_at), `${figure}, ${engineName(engine)}`, share]);
  });
}

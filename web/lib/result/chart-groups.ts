import type { Page, ResultOf } from '../api/results';
import { groupsOf } from '../api/results';
import type { Grouping, GroupsWish, Measure, ResultColumn, Spec, Summary, TimeUnit } from '../api/types';
import { escaped, plainField, summaryNames, unitNames } from './chart-draft';

type Json = Record<string, unknown>;

interface Part {
  channel: string;
  key: string;
  grouping?: Grouping;
  measure?: Measure;
  maxBins?: number;
}

const groupingsMax = 4;

function named<Key extends string>(names: Record<Key, string>, name: unknown): Key | undefined {
  return (Object.entries(names) as [Key, string][]).find(([, each]) => each === name)?.[0];
}

function partOf(channel: string, json: Json, columns: ResultColumn[]): Part | null {
  const field = typeof json.field === 'string' ? plainField(json.field) : undefined;
  const column = field === undefined ? undefined : columns.findIndex(({ name }) => name === field);
  if (column === -1) return null;
  const key = JSON.stringify([column, json.aggregate, json.timeUnit, Boolean(json.bin)]);
  if (json.aggregate !== undefined) {
    const summary = named<Summary>(summaryNames, json.aggregate === 'mean' ? 'average' : json.aggregate);
    return summary ? { channel, key, measure: summary === 'count' ? { summary } : { summary, column } } : null;
  }
  if (column === undefined) return null;
  if (json.timeUnit !== undefined) {
    const unit = named<TimeUnit>(unitNames, json.timeUnit);
    return unit ? { channel, key, grouping: { column, unit } } : null;
  }
  const maxBins = json.bin ? Number((json.bin as Json).maxbins ?? 20) : undefined;
  return { channel, key, grouping: { column }, maxBins };
}

/** What the database is asked so that the chart can be drawn of all rows; null when each row is a mark of its own. */
export function partsOf(spec: Spec, columns: ResultColumn[]): Part[] | null {
  const encoding = (spec.encoding ?? {}) as Record<string, Json>;
  const parts = Object.entries(encoding).map(([channel, json]) => partOf(channel, json, columns));
  const known = parts.filter((part) => part !== null);
  const groupings = new Set(known.filter(({ grouping }) => grouping).map(({ key }) => key));
  const plain = !spec.layer && !spec.transform && known.length === parts.length;
  if (!plain || !known.some(({ measure }) => measure) || groupings.size > groupingsMax) return null;
  return known;
}

/** A round step that gives about so many bins. */
export function roundStep(least: number, greatest: number, bins: number): number {
  const rough = (greatest - least) / bins;
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
}

async function withSteps(of: ResultOf, parts: Part[], signal?: AbortSignal): Promise<Part[]> {
  const steps = parts.map(async (part) => {
    if (part.maxBins === undefined || !part.grouping) return part;
    const { column } = part.grouping;
    const measures: Measure[] = [{ summary: 'minimum', column }, { summary: 'maximum', column }];
    const [ends = []] = (await groupsOf(of, { by: [], measures }, signal)).rows;
    const step = roundStep(Number(ends[0]), Number(ends[1]), part.maxBins);
    return { ...part, grouping: { column, step } };
  });
  return Promise.all(steps);
}

function unique(parts: Part[], has: (part: Part) => unknown): Part[] {
  return parts.filter((part, at) => has(part) && parts.findIndex(({ key }) => key === part.key) === at);
}

function redrawn(json: Json, name: string, sortName: string | undefined): Json {
  const { aggregate, bin, sort, ...rest } = json;
  const by = sort as Json | null | undefined;
  const sorted = typeof by === 'object' && by !== null ? (sortName ? { field: escaped(sortName), op: 'sum', order: by.order } : null) : sort;
  const type = bin ? 'ordinal' : rest.type;
  void aggregate;
  return { ...rest, field: escaped(name), type, ...(sort === undefined ? {} : { sort: sorted }) };
}

/** The chart over rows that the database put together, and the statement that gives them. */
export interface Drawn extends Page {
  spec: Spec;
  sql?: string;
}

/** Draws a chart of more rows than are here: the database makes its sums. */
export async function drawnOfAll(of: ResultOf, spec: Spec, columns: ResultColumn[], signal?: AbortSignal): Promise<Drawn | null> {
  const found = partsOf(spec, columns);
  if (!found) return null;
  const parts = await withSteps(of, found, signal);
  const by = unique(parts, ({ grouping }) => grouping);
  const measures = unique(parts, ({ measure }) => measure);
  const wish: GroupsWish = { by: by.map(({ grouping }) => grouping as Grouping), measures: measures.map(({ measure }) => measure as Measure) };
  const groups = await groupsOf(of, wish, signal);
  const order = [...by, ...measures];
  const nameOf = (key: string) => groups.columns[order.findIndex((each) => each.key === key)]?.name ?? '';
  const sortName = measures[0] && nameOf(measures[0].key);
  const encoding = (spec.encoding ?? {}) as Record<string, Json>;
  const changed = parts.map(({ channel, key }) => [channel, redrawn(encoding[channel] ?? {}, nameOf(key), sortName)]);
  // What was proposed for the single rows draws none of these.
  const usermeta = { ...(spec.usermeta as Json | undefined), proposed: undefined };
  return { ...groups, spec: { ...spec, encoding: Object.fromEntries(changed) as Json, usermeta } };
}

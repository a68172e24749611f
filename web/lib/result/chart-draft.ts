import * as t from '@/texts/chart';
import type { ResultColumn, Spec, Summary, TimeUnit } from '../api/types';
import { isMoment, isNumeric } from './cells';

export type ChartType = 'bar' | 'lying_bar' | 'line' | 'area' | 'point' | 'pie' | 'heat_map' | 'number';
export type Order = 'as_it_came' | 'x_up' | 'x_down' | 'y_up' | 'y_down';

/** What one channel of a chart shows. */
export interface Shown {
  /** The place of a column, as text; empty: none. */
  column: string;
  summary: Summary | '';
  unit: TimeUnit | '';
  bin: boolean;
}

/** A chart as a form. */
export interface ChartDraft {
  type: ChartType;
  title: string;
  x: Shown;
  y: Shown;
  color: Shown;
  size: Shown;
  facet: Shown;
  beside: boolean;
  order: Order;
}

export type ChannelName = 'x' | 'y' | 'color' | 'size' | 'facet';
type Json = Record<string, unknown>;

export const nothing: Shown = { column: '', summary: '', unit: '', bin: false };

export const summaryNames: Record<Summary, string> = {
  count: 'count', distinct: 'distinct', sum: 'sum', average: 'average', minimum: 'min', maximum: 'max',
};
export const unitNames: Record<TimeUnit, string> = {
  year: 'utcyear', quarter: 'utcyearquarter', month: 'utcyearmonth', week: 'utcyearweek', day: 'utcyearmonthdate', hour: 'utcyearmonthdatehours',
};
const unitFormats: Record<TimeUnit, string> = {
  year: '%Y', quarter: '%Y Q%q', month: '%b %Y', week: '%Y W%W', day: '%d %b %Y', hour: '%d %b %H:%M',
};
const summaryWords: Record<Summary, string> = t.summaries;
const maxBins = 20;

/** Vega-Lite reads dots and brackets in a field as paths into the record. */
export function escaped(name: string): string {
  return name.replace(/[.[\]\\'"]/g, '\\$&');
}

export function plainField(field: string): string {
  return field.replace(/\\(.)/g, '$1');
}

function titleOf({ summary, unit }: Shown, column: ResultColumn | undefined): string {
  if (summary === 'count') return t.numberOfRows;
  const name = column?.name ?? '';
  if (summary) return t.summaryOf(summaryWords[summary], name);
  return unit ? t.byUnit(name, unit) : name;
}

/** `discrete`: its values stand beside each other, as bars and slices do. */
function channelOf(shown: Shown, columns: ResultColumn[], discrete: boolean): Json | undefined {
  const column = shown.column === '' ? undefined : columns[Number(shown.column)];
  const title = titleOf(shown, column);
  if (shown.summary === 'count') return { aggregate: 'count', type: 'quantitative', title };
  if (!column) return undefined;
  const field = escaped(column.name);
  if (shown.summary) return { field, aggregate: summaryNames[shown.summary], type: 'quantitative', title };
  if (isMoment(column) && shown.unit) {
    const time = { timeUnit: unitNames[shown.unit], axis: { format: unitFormats[shown.unit] } };
    return { field, type: discrete ? 'ordinal' : 'temporal', title, ...time };
  }
  if (isMoment(column)) return { field, title, ...(discrete ? { type: 'ordinal' } : { type: 'temporal', scale: { type: 'utc' } }) };
  if (isNumeric(column) && shown.bin) return { field, type: 'quantitative', bin: { maxbins: maxBins }, title };
  return { field, type: isNumeric(column) && !discrete ? 'quantitative' : 'nominal', title };
}

/** The same without an axis, which colours and rows of charts do not have. */
function beside(channel: Json | undefined): Json | undefined {
  if (!channel) return undefined;
  const { axis, ...rest } = channel;
  const format = (axis as Json | undefined)?.format;
  return format === undefined ? rest : { ...rest, legend: { format } };
}

function sortOf({ order }: ChartDraft, measure: Json | undefined): unknown {
  if (order === 'x_up' || order === 'x_down') return order === 'x_up' ? 'ascending' : 'descending';
  if (order === 'as_it_came' || !measure) return null;
  const { field, aggregate } = measure;
  const by = aggregate === 'count' ? { op: 'count' } : { field, op: aggregate ?? 'sum' };
  return { ...by, order: order === 'y_up' ? 'ascending' : 'descending' };
}

const marks: Record<ChartType, Json> = {
  bar: { type: 'bar' },
  lying_bar: { type: 'bar' },
  line: { type: 'line', point: true },
  area: { type: 'area', line: true },
  point: { type: 'point' },
  pie: { type: 'arc' },
  heat_map: { type: 'rect' },
  number: { type: 'text', fontSize: 48 },
};

function encodingOf(draft: ChartDraft, columns: ResultColumn[]): Json {
  const { type } = draft;
  const isBars = type === 'bar' || type === 'lying_bar';
  const y = channelOf(draft.y, columns, type === 'heat_map');
  if (type === 'number') return { text: y && { ...y, format: ',' } };
  const x = channelOf(draft.x, columns, isBars || type === 'pie' || type === 'heat_map');
  const sorted = x && x.type !== 'temporal' && x.type !== 'quantitative' ? { ...x, sort: sortOf(draft, y) } : x;
  const color = beside(channelOf(draft.color, columns, type !== 'heat_map'));
  if (type === 'pie') return { theta: y && { ...y, stack: true }, color: beside(sorted) };
  const length = y && isBars && !y.timeUnit ? { ...y, scale: { zero: true } } : y;
  const places = type === 'lying_bar' ? { y: sorted, x: length } : { x: sorted, y: length };
  const offset = isBars && draft.beside && color ? { [type === 'lying_bar' ? 'yOffset' : 'xOffset']: { field: color.field } } : {};
  const size = type === 'point' ? channelOf(draft.size, columns, false) : undefined;
  return { ...places, color, ...offset, size: beside(size), row: beside(channelOf(draft.facet, columns, true)) };
}

function withoutHoles(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}

const kinds: Partial<Record<ChartType, string>> = { lying_bar: 'bar', point: 'scatter' };

/** The Vega-Lite specification that the form stands for. */
export function specOf(draft: ChartDraft, columns: ResultColumn[]): Spec {
  return withoutHoles({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    data: { name: 'result' },
    title: draft.title.trim() === '' ? undefined : draft.title.trim(),
    mark: { ...marks[draft.type], tooltip: true },
    encoding: withoutHoles(encodingOf(draft, columns)),
    usermeta: { kind: kinds[draft.type] ?? draft.type, asked: true },
  });
}

/** What a form lacks before it can be drawn; null when it lacks nothing. */
export function lackOf({ type, x, y, color }: ChartDraft): string | null {
  const has = ({ column, summary }: Shown) => column !== '' || summary === 'count';
  if (!has(y)) return type === 'number' ? t.chooseShown : t.chooseUp;
  if (type !== 'number' && !has(x)) return t.chooseAlong;
  return type === 'heat_map' && !has(color) ? t.chooseColour : null;
}

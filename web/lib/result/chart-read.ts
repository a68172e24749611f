import * as t from '@/texts/chart';
import type { ResultColumn, Spec, Summary, TimeUnit } from '../api/types';
import { isMoment, isNumeric } from './cells';
import { nothing, plainField, summaryNames, unitNames, type ChartDraft, type ChartType, type Order, type Shown } from './chart-draft';

interface Channel {
  field?: string;
  aggregate?: string;
  timeUnit?: string;
  bin?: unknown;
  sort?: unknown;
  stack?: unknown;
}

type Encoding = Partial<Record<string, Channel>>;

function keyOf<Key extends string>(names: Record<Key, string>, name: string | undefined): Key | '' {
  const found = (Object.entries(names) as [Key, string][]).find(([, each]) => each === name);
  return found?.[0] ?? '';
}

function shownBy(channel: Channel | undefined, columns: ResultColumn[]): Shown {
  if (!channel) return nothing;
  const at = channel.field === undefined ? -1 : columns.findIndex(({ name }) => name === plainField(channel.field ?? ''));
  const aggregate = channel.aggregate === 'mean' ? 'average' : channel.aggregate;
  return {
    column: at < 0 ? '' : String(at),
    summary: keyOf<Summary>(summaryNames, aggregate),
    unit: keyOf<TimeUnit>(unitNames, channel.timeUnit),
    bin: Boolean(channel.bin),
  };
}

function typeOf(spec: Spec, { y }: Encoding): ChartType | null {
  const mark = typeof spec.mark === 'string' ? spec.mark : (spec.mark as { type?: string } | undefined)?.type;
  const lies = (y as { type?: string } | undefined)?.type === 'nominal' || (y as { type?: string } | undefined)?.type === 'ordinal';
  const types: Partial<Record<string, ChartType>> = {
    bar: lies ? 'lying_bar' : 'bar', line: 'line', area: 'area', point: 'point', circle: 'point', arc: 'pie', rect: 'heat_map', text: t.aNumber,
  };
  return types[mark ?? ''] ?? null;
}

function orderOf(sort: unknown): Order {
  if (sort === 'ascending' || sort === 'descending') return sort === 'ascending' ? 'x_up' : 'x_down';
  const order = (sort as { order?: string } | null | undefined)?.order;
  if (order === undefined) return 'as_it_came';
  return order === 'ascending' ? 'y_up' : 'y_down';
}

/** The form of a specification; null for one that the form has no words for, such as layers. */
export function draftOf(spec: Spec, columns: ResultColumn[]): ChartDraft | null {
  const encoding = (spec.encoding ?? {}) as Encoding;
  const type = typeOf(spec, encoding);
  if (!type || spec.layer || spec.transform) return null;
  const [along, up] =
    type === 'pie' ? [encoding.color, encoding.theta]
    : type === 'number' ? [undefined, encoding.text]
    : type === 'lying_bar' ? [encoding.y, encoding.x]
    : [encoding.x, encoding.y];
  return {
    type,
    title: typeof spec.title === 'string' ? spec.title : '',
    x: shownBy(along, columns),
    y: shownBy(up, columns),
    color: type === 'pie' ? nothing : shownBy(encoding.color, columns),
    size: shownBy(encoding.size, columns),
    facet: shownBy(encoding.row, columns),
    beside: Boolean(encoding.xOffset ?? encoding.yOffset),
    order: orderOf(along?.sort),
  };
}

/** A chart to begin with, where none was proposed. */
export function firstDraft(columns: ResultColumn[]): ChartDraft {
  const names = columns.findIndex((column) => !isNumeric(column) && !isMoment(column));
  const moments = columns.findIndex(isMoment);
  const numbers = columns.findLastIndex(isNumeric);
  const along = moments >= 0 ? moments : Math.max(0, names);
  const y: Shown = numbers >= 0 && numbers !== along ? { ...nothing, column: String(numbers) } : { ...nothing, summary: 'count' };
  return {
    type: moments >= 0 ? 'line' : 'bar',
    title: '',
    x: { ...nothing, column: String(along) },
    y,
    color: nothing,
    size: nothing,
    facet: nothing,
    beside: false,
    order: 'as_it_came',
  };
}

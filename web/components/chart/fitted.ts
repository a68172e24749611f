import { languages } from '@/lib/format/languages';
import { momentFormat } from '@/lib/format/chart-moments';

type Json = Record<string, unknown>;

interface Channel extends Json {
  field?: string;
  type?: string;
  timeUnit?: unknown;
  aggregate?: unknown;
  stack?: unknown;
  axis?: Json | null;
  legend?: Json | null;
}

const bandHeight = 26;
const smallestBand = 18;
const letterWidth = 7;
const thickestBar = 72;
/** The part of a band that stays empty. */
export const bandPadding = 0.28;
const besidePlot = { x: 80, y: 40 };
const legendEntryWidth = 110;

/** The pixels that a chart has. */
export interface Frame {
  width: number;
  /** Without it, the chart is as high as it needs. */
  height?: number;
}

function isNominal(channel: Channel | undefined): channel is Channel {
  return channel?.type === 'nominal' || channel?.type === 'ordinal';
}

/** Names lie flat while they fit beside each other, else they lean. */
function labelAngle(channel: Channel, records: Json[], width: number): number {
  const field = plainName(channel.field ?? '');
  const names = new Set(records.map((record) => String(record[field])));
  const longest = Math.max(0, ...[...names].map((name) => name.length));
  return longest * letterWidth * names.size < width - besidePlot.x ? 0 : -40;
}

const dateAndTime = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

function plainName(field: string): string {
  return field.replace(/\\(.)/g, '$1');
}

/** Moments without a zone are read as UTC, as charts show them; a browser would take its own zone. */
function inUtc(records: Json[], channels: Channel[]): Json[] {
  const fields = channels
    .filter(({ type, timeUnit }) => type === 'temporal' || timeUnit !== undefined)
    .map(({ field }) => plainName(field ?? ''));
  if (fields.length === 0) return records;
  const moment = (value: unknown) =>
    typeof value === 'string' && dateAndTime.test(value) ? `${value.replace(' ', 'T')}Z` : value;
  return records.map((record) => ({
    ...record,
    ...Object.fromEntries(fields.map((field) => [field, moment(record[field])])),
  }));
}

/** The kind of chart that a specification says it is, such as `number`. */
export function chartKind(spec: Json): string | undefined {
  const kind = (spec.usermeta as Json | undefined)?.kind;
  return typeof kind === 'string' ? kind : undefined;
}

/** The name of the field that a channel shows. */
export function shownBy(spec: Json, channel: string): string | undefined {
  const { field } = ((spec.encoding ?? {}) as Record<string, Channel>)[channel] ?? {};
  return field === undefined ? undefined : plainName(field);
}

/** Moments in bands lie flat, with as many labels as fit; names all have theirs. */
function xAxis(channel: Channel, records: Json[], width: number): Json {
  if (channel.timeUnit !== undefined) return { labelAngle: 0, labelOverlap: 'parity', ...channel.axis };
  return { labelAngle: labelAngle(channel, records, width), ...channel.axis };
}

/** Moments in the order of the language, along an axis or in a legend. */
function inOrder(channel: Channel): Channel {
  const ordered = (guide: Json | null | undefined) =>
    typeof guide?.format === 'string' ? { ...guide, format: momentFormat(guide.format, languages?.[0]) } : guide;
  const made = { ...channel };
  if (channel.axis) made.axis = ordered(channel.axis);
  if (channel.legend) made.legend = ordered(channel.legend);
  return made;
}

const keepWhole: unknown[] = [undefined, 'sum', 'count', 'min', 'max'];

/** Whether a channel shows whole numbers, which have no halves on their axis. */
function isWhole(channel: Channel | undefined, records: Json[]): channel is Channel {
  if (channel?.type !== 'quantitative' || channel.field === undefined) return false;
  if (channel.axis === null || channel.stack === 'normalize' || !keepWhole.includes(channel.aggregate)) return false;
  const field = plainName(channel.field);
  return records.every((record) => record[field] === null || Number.isInteger(record[field]));
}

/** How many bands a channel has; none where it is a measure. */
function bandsOf(channel: Channel | undefined, records: Json[]): number {
  if (!isNominal(channel)) return 0;
  return new Set(records.map((record) => record[plainName(channel.field ?? '')])).size;
}

/** A few bars do not take all of the place: one of them would be a wall. */
function slim(mark: unknown, encoding: Record<string, Channel>, records: Json[], frame: Frame): unknown {
  const bar = mark === 'bar' ? { type: 'bar' } : (mark as Json | undefined);
  if (bar?.type !== 'bar' || encoding.xOffset || encoding.yOffset) return mark;
  const thick = (at: 'x' | 'y', space = 0) => {
    const bands = bandsOf(encoding[at], records);
    return bands > 0 && (space - besidePlot[at]) / bands > thickestBar / (1 - bandPadding);
  };
  if (thick('x', frame.width)) return { width: thickestBar, ...bar };
  return thick('y', frame.height) ? { height: thickestBar, ...bar } : mark;
}

/** How high the chart is: bands that would be too thin for their names go on past the frame. */
function sized(bands: Channel | undefined, records: Json[], { width, height }: Frame): Json {
  const fit = (type: string) => ({ type, contains: 'padding' });
  if (height === undefined) {
    return { width: 'container', height: isNominal(bands) ? { step: bandHeight } : 280, autosize: fit('fit-x') };
  }
  const config = { legend: { orient: 'top', title: null, columns: Math.max(1, Math.floor(width / legendEntryWidth)) } };
  if (bandsOf(bands, records) * smallestBand > height - besidePlot.y) return { width, height: { step: smallestBand }, autosize: fit('fit-x'), config };
  return { width, height, autosize: fit('fit'), config };
}

/** Charts below each other do not take the width of what is around them by themselves. */
function rowsOfCharts({ width }: Frame): Json {
  return { width: Math.max(120, width - 200), height: 110 };
}

/**
 * The specification with its data, and as large as its place. `usermeta` is dropped: it could
 * overrule how the chart is embedded.
 */
export function fitted(spec: Json, records: Json[], frame: Frame): Json {
  const given = (spec.encoding ?? {}) as Record<string, Channel>;
  const encoding = Object.fromEntries(Object.entries(given).map(([name, channel]) => [name, inOrder(channel)]));
  if (isNominal(encoding.x)) {
    encoding.x = { ...encoding.x, axis: xAxis(encoding.x, records, frame.width) };
  }
  for (const name of ['x', 'y']) {
    const channel = encoding[name];
    if (isWhole(channel, records)) encoding[name] = { ...channel, axis: { tickMinStep: 1, ...channel.axis } };
  }
  // In a tile there is no room for the name of what the colours say for themselves.
  if (frame.height !== undefined && isNominal(encoding.color)) {
    encoding.color = { ...encoding.color, legend: { title: null, ...encoding.color.legend } };
  }
  return {
    ...spec,
    ...(spec.mark !== undefined && { mark: slim(spec.mark, encoding, records, frame) }),
    usermeta: undefined,
    encoding,
    data: { name: 'result', values: inUtc(records, Object.values(encoding)) },
    ...(encoding.row ? rowsOfCharts(frame) : sized(encoding.y, records, frame)),
  };
}

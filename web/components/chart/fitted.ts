type Json = Record<string, unknown>;

interface Channel extends Json {
  field?: string;
  type?: string;
  timeUnit?: unknown;
  axis?: Json;
}

const bandHeight = 26;
const letterWidth = 7;

function isNominal(channel: Channel | undefined): channel is Channel {
  return channel?.type === 'nominal' || channel?.type === 'ordinal';
}

/** Names lie flat while they fit beside each other, else they lean. */
function labelAngle(channel: Channel, records: Json[], width: number): number {
  const field = plainName(channel.field ?? '');
  const names = new Set(records.map((record) => String(record[field])));
  const longest = Math.max(0, ...[...names].map((name) => name.length));
  return longest * letterWidth * names.size < width - 80 ? 0 : -40;
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

/**
 * The specification with its data, and as large as its place. `usermeta` is dropped: it could
 * overrule how the chart is embedded.
 */
export function fitted(spec: Json, records: Json[], width: number): Json {
  const encoding = { ...((spec.encoding ?? {}) as Record<string, Channel>) };
  if (isNominal(encoding.x)) {
    const angle = labelAngle(encoding.x, records, width);
    encoding.x = { ...encoding.x, axis: { labelAngle: angle, ...encoding.x.axis } };
  }
  return {
    ...spec,
    usermeta: undefined,
    encoding,
    data: { name: 'result', values: inUtc(records, Object.values(encoding)) },
    width: 'container',
    height: isNominal(encoding.y) ? { step: bandHeight } : 280,
    autosize: { type: 'fit-x', contains: 'padding' },
  };
}

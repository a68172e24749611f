type Json = Record<string, unknown>;

interface Channel extends Json {
  field?: string;
  type?: string;
  axis?: Json;
}

const bandHeight = 26;
const letterWidth = 7;

function isNominal(channel: Channel | undefined): channel is Channel {
  return channel?.type === 'nominal' || channel?.type === 'ordinal';
}

/** Names lie flat while they fit beside each other, else they lean. */
function labelAngle(channel: Channel, records: Json[], width: number): number {
  const field = (channel.field ?? '').replace(/\\(.)/g, '$1');
  const names = new Set(records.map((record) => String(record[field])));
  const longest = Math.max(0, ...[...names].map((name) => name.length));
  return longest * letterWidth * names.size < width - 80 ? 0 : -40;
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
    data: { name: 'result', values: records },
    width: 'container',
    height: isNominal(encoding.y) ? { step: bandHeight } : 280,
    autosize: { type: 'fit-x', contains: 'padding' },
  };
}

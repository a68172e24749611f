const encoder = new TextEncoder();

/** How many bytes of UTF-8 stand in front of `index`, as the server counts. */
export function bytesBefore(text: string, index: number): number {
  return encoder.encode(text.slice(0, index)).length;
}

/** The index that so many bytes of UTF-8 end at. */
export function indexAfter(text: string, bytes: number): number {
  return new TextDecoder().decode(encoder.encode(text).subarray(0, bytes)).length;
}

/** The text with what stands between two places, in bytes, replaced; and where the cursor is then. */
export function replaced(text: string, begin: number, end: number, by: string): { text: string; cursor: number } {
  const from = indexAfter(text, begin);
  const rest = text.slice(indexAfter(text, end));
  const gap = rest === '' || !/^\s/.test(rest) ? ' ' : '';
  const head = text.slice(0, from) + by + gap;
  return { text: head + rest, cursor: head.length };
}

interface Replacing {
  kind: string;
  text: string;
  begin: number;
  end: number;
}

/**
 * A completion for an earlier text as it stands for what is typed by now: what was typed since may
 * go on with it, and is replaced as well. None when it does not.
 */
export function upToDate<Item extends Replacing>(item: Item, typed: string, cursor: number): Item | undefined {
  if (item.kind === 'question') return { ...item, begin: 0, end: bytesBefore(typed, typed.length) };
  const end = bytesBefore(typed, cursor);
  if (item.end === end) return item;
  const said = typed.slice(indexAfter(typed, item.begin), cursor).toLowerCase();
  return item.begin < end && said !== '' && item.text.toLowerCase().startsWith(said) ? { ...item, end } : undefined;
}

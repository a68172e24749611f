/** Simple Markdown, read into data: nothing of it becomes HTML. */
export type Inline =
  | { kind: 'text' | 'bold' | 'italic' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'heading' | 'paragraph'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

const marks = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^\s)]+)\)|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_(?!\w)/g;

/** Where a link may lead: nothing that runs. */
function isSafe(href: string): boolean {
  return /^(https?:\/\/|mailto:|\/(?!\/))/i.test(href);
}

function marked([whole, bold, code, label, href, star, line]: RegExpMatchArray): Inline {
  if (bold !== undefined) return { kind: 'bold', text: bold };
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined && href !== undefined) {
    return isSafe(href) ? { kind: 'link', text: label, href } : { kind: 'text', text: whole };
  }
  return { kind: 'italic', text: star ?? line ?? '' };
}

export function inlineOf(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    parts.push(marked(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;

function listOf(lines: string[]): Block | undefined {
  const found = lines.map((line) => item.exec(line));
  if (!found.every((each) => each !== null)) return undefined;
  return { kind: 'list', ordered: found[0]?.[1] !== undefined, items: found.map((each) => inlineOf(each[2] ?? '')) };
}

function blockOf(lines: string[]): Block {
  const heading = lines.length === 1 ? /^#{1,6}\s+(.*)$/.exec(lines[0] ?? '') : null;
  if (heading) return { kind: 'heading', content: inlineOf(heading[1] ?? '') };
  return listOf(lines) ?? { kind: 'paragraph', content: inlineOf(lines.join('\n')) };
}

/** A heading stands alone, and a list begins where its first item does. */
function startsAnew(line: string, before: string | undefined): boolean {
  if (before === undefined || /^#{1,6}\s/.test(line) || /^#{1,6}\s/.test(before)) return true;
  return item.test(line) !== item.test(before);
}

export function blocksOf(text: string): Block[] {
  const groups: string[][] = [];
  let before: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') before = undefined;
    else {
      if (startsAnew(line, before)) groups.push([]);
      groups.at(-1)?.push(line);
      before = line;
    }
  }
  return groups.map(blockOf);
}

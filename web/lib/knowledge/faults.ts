import * as t from '@/texts/knowledge';
import type { ApiError } from '../api/errors';

const nearLetters = 24;

/** What stands at a place of a text, which the server counts in bytes. */
function near(text: string, position: number | undefined): string {
  if (position === undefined) return '';
  const rest = new TextDecoder().decode(new TextEncoder().encode(text).slice(position));
  const shown = [...rest].slice(0, nearLetters).join('').trim();
  return shown && t.nearText(shown);
}

/**
 * Where what the server says of a draft belongs: by pointer, else at the text that it looked
 * into. `text` names that field.
 */
export function faultsOf(error: ApiError, text: string, value: string): Record<string, string> {
  const named = error.fields.map(({ pointer, detail }) => [pointer.split('/').at(-1) ?? '', detail] as const);
  if (named.length > 0) return Object.fromEntries(named);
  return { [text]: `${error.message}${near(value, error.position)}` };
}

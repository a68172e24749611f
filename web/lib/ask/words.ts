import type { Word } from '../api/types';

/** A stretch of the question: plain, or with what it became. */
export interface Stretch {
  text: string;
  word?: Word;
}

/**
 * The question cut at the words that the answer comes from. The server counts in bytes of UTF-8;
 * ranges that overlap an earlier one, or lie outside, are left plain.
 */
export function stretches(question: string, words: Word[]): Stretch[] {
  const bytes = new TextEncoder().encode(question);
  const decoder = new TextDecoder();
  const cut = (from: number, to: number) => decoder.decode(bytes.subarray(from, to));
  const result: Stretch[] = [];
  let at = 0;
  for (const word of words.toSorted((a, b) => a.begin - b.begin)) {
    if (word.begin < at || word.end <= word.begin || word.end > bytes.length) continue;
    if (word.begin > at) result.push({ text: cut(at, word.begin) });
    result.push({ text: cut(word.begin, word.end), word });
    at = word.end;
  }
  if (at < bytes.length) result.push({ text: cut(at, bytes.length) });
  return result;
}

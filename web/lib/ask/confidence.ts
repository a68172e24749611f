import * as t from '@/texts/evidence';

/** How sure an answer is, in a word beside its number. */
export function confidenceLabel(confidence: number): { label: string; color: string } {
  if (confidence >= 0.85) return { label: t.verySure, color: 'tide' };
  if (confidence >= 0.6) return { label: t.fairlySure, color: 'tide' };
  if (confidence >= 0.35) return { label: t.unsure, color: 'yellow' };
  return { label: t.aGuess, color: 'orange' };
}

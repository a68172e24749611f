/** How sure an answer is, in a word beside its number. */
export function confidenceLabel(confidence: number): { label: string; color: string } {
  if (confidence >= 0.85) return { label: 'Very sure', color: 'tide' };
  if (confidence >= 0.6) return { label: 'Fairly sure', color: 'tide' };
  if (confidence >= 0.35) return { label: 'Unsure', color: 'yellow' };
  return { label: 'A guess', color: 'orange' };
}

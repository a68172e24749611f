import type { PolicyCheck } from '@/lib/api/types';
import * as t from '@/texts/policies';

/** What a check comes to, no better than it is. */
export function verdictOf({ passed, hides_anything, complete, accepted, would_differ, differences }: PolicyCheck) {
  if (!hides_anything) return { color: 'gray', title: t.nothingToProve, text: t.seesEverything };
  if (!passed) {
    return { color: 'red', title: t.letsThrough, text: t.toldApart(differences.length) };
  }
  const text = t.answeredAlike(accepted, would_differ);
  if (!complete) return { color: 'yellow', title: t.foundNothingInTime, text };
  if (would_differ === 0) return { color: 'yellow', title: t.foundNothingBluntly, text };
  return { color: 'tide', title: t.nothingGetsThrough, text };
}

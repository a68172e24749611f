import type { PolicyCheck } from '@/lib/api/types';
import { count } from '@/lib/format';

/** What a check comes to, no better than it is. */
export function verdictOf({ passed, hides_anything, complete, accepted, would_differ, differences }: PolicyCheck) {
  if (!hides_anything) return { color: 'gray', title: 'There is nothing to prove', text: 'This person sees everything.' };
  if (!passed) {
    return { color: 'red', title: 'It lets something through', text: `${count(differences.length, 'statement')} told the two worlds apart. The values are made up.` };
  }
  const text = `Both worlds answered ${count(accepted, 'statement')} alike; ${would_differ.toLocaleString()} of them would tell without the policy.`;
  if (!complete) return { color: 'yellow', title: 'Nothing found, but the time was over', text };
  if (would_differ === 0) return { color: 'yellow', title: 'Nothing found, by a blunt check', text };
  return { color: 'tide', title: 'Nothing gets through', text };
}

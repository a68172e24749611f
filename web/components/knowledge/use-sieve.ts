import { useState } from 'react';
import type { Sieve } from '@/lib/knowledge/drafts';
import { useAddress } from '@/lib/use-address';

const shownAtFirst = 100;

/** What of a list is looked for, and how much of it is shown: all when the address names an entry. */
export function useSieve() {
  const named = useAddress().get('show') !== '';
  const [sieve, setSieve] = useState<Sieve>({ words: '', kind: '', broken: false });
  const [shown, setShown] = useState(named ? Infinity : shownAtFirst);
  return { sieve, setSieve, shown, setShown };
}

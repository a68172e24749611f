import { useEffect, useRef } from 'react';
import { useAddress } from '@/lib/use-address';

/** Brings the entry that the address names into sight. */
export function useShown(id: string) {
  const ref = useRef<HTMLDivElement>(null);
  const shown = useAddress().get('show') === id;
  useEffect(() => {
    if (shown) ref.current?.scrollIntoView({ block: 'center' });
  }, [shown]);
  return { ref, shown };
}

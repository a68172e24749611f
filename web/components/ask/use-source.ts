import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import type { Connection } from '@/lib/api/types';
import { usualSource } from '@/lib/usual-source';
import { useThread } from './thread-context';

/**
 * The source that questions go to: the one chosen here, else the one in the address, the one of
 * the conversation, the default, the first.
 */
export function useSource(
  connections: Connection[] | undefined,
): [Connection | undefined, (id: string) => void] {
  const [chosen, choose] = useState<string>();
  const addressed = useSearchParams().get('source');
  const conversing = useThread().turns.at(-1)?.connectionId;
  const wanted = [chosen, addressed, conversing];
  const source =
    wanted.map((id) => connections?.find((each) => each.id === id)).find((each) => each) ??
    usualSource(connections);
  return [source, choose];
}

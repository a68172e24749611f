import type { ReactNode } from 'react';
import type { Connection } from '@/lib/api/types';
import { OpeningFrame } from './opening-frame';
import { Suggestions } from './suggestions';

/** Before the first question: the box in the middle, and questions that this source can answer. */
export function Opening({ source, children }: { source: Connection; children: ReactNode }) {
  return (
    <OpeningFrame>
      {children}
      <Suggestions source={source} />
    </OpeningFrame>
  );
}

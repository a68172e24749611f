import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ComparePage } from '@/components/evaluations/compare-page';

export const metadata: Metadata = { title: 'Compare evaluations' };

export default function Page() {
  return (
    <Suspense>
      <ComparePage />
    </Suspense>
  );
}

import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ComparePage } from '@/components/evaluations/compare-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.compareEvaluations };

export default function Page() {
  return (
    <Suspense>
      <ComparePage />
    </Suspense>
  );
}

import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PoliciesPage } from '@/components/policies/policies-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.policies };

export default function Page() {
  return (
    <Suspense>
      <PoliciesPage />
    </Suspense>
  );
}

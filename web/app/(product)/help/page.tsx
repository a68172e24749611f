import type { Metadata } from 'next';
import { Suspense } from 'react';
import { HelpPage } from '@/components/help/help-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.help };

export default function Page() {
  return (
    <Suspense>
      <HelpPage />
    </Suspense>
  );
}

import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AskPage } from '@/components/ask/ask-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.ask };

export default function Page() {
  return (
    <Suspense>
      <AskPage />
    </Suspense>
  );
}

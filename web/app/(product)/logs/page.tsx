import type { Metadata } from 'next';
import { Suspense } from 'react';
import { LogsPage } from '@/components/logs/logs-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.logs };

export default function Page() {
  return (
    <Suspense>
      <LogsPage />
    </Suspense>
  );
}

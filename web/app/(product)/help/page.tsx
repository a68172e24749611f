import type { Metadata } from 'next';
import { Suspense } from 'react';
import { HelpPage } from '@/components/help/help-page';

export const metadata: Metadata = { title: 'Help' };

export default function Page() {
  return (
    <Suspense>
      <HelpPage />
    </Suspense>
  );
}

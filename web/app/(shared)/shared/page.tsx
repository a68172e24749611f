import type { Metadata } from 'next';
import { SharedPage } from '@/components/dashboards/shared-page';

export const metadata: Metadata = { title: 'Shared dashboard', robots: { index: false }, referrer: 'no-referrer' };

export default function Page() {
  return <SharedPage />;
}

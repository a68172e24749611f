import type { Metadata } from 'next';
import { SharedPage } from '@/components/dashboards/shared-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.sharedDashboard, robots: { index: false }, referrer: 'no-referrer' };

export default function Page() {
  return <SharedPage />;
}

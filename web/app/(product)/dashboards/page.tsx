import type { Metadata } from 'next';
import { DashboardsPage } from '@/components/dashboards/dashboards-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.dashboards };

export default function Page() {
  return <DashboardsPage />;
}

import type { Metadata } from 'next';
import { OverviewPage } from '@/components/overview/overview-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.overview };

export default function Page() {
  return <OverviewPage />;
}

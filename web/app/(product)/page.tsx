import type { Metadata } from 'next';
import { OverviewPage } from '@/components/overview/overview-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.overview };

export default function Page() {
  return <OverviewPage />;
}

import type { Metadata } from 'next';
import { SourcesPage } from '@/components/sources/sources-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.sources };

export default function Page() {
  return <SourcesPage />;
}

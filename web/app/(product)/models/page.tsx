import type { Metadata } from 'next';
import { ModelsPage } from '@/components/models/models-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.models };

export default function Page() {
  return <ModelsPage />;
}

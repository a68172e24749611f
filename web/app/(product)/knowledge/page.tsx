import type { Metadata } from 'next';
import { KnowledgePage } from '@/components/knowledge/knowledge-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.knowledge };

export default function Page() {
  return <KnowledgePage />;
}

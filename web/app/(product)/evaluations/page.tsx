import type { Metadata } from 'next';
import { EvaluationsPage } from '@/components/evaluations/evaluations-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.evaluations };

export default function Page() {
  return <EvaluationsPage />;
}

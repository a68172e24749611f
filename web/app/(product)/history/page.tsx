import type { Metadata } from 'next';
import { HistoryPage } from '@/components/history/history-page';
import * as t from '@/texts/places';

export const metadata: Metadata = { title: t.history };

export default function Page() {
  return <HistoryPage />;
}

import type { Metadata } from 'next';
import { FeedbackPage } from '@/components/logs/feedback-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.feedback };

export default function Page() {
  return <FeedbackPage />;
}

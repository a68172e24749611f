import type { Metadata } from 'next';
import { FeedbackPage } from '@/components/logs/feedback-page';

export const metadata: Metadata = { title: 'Feedback' };

export default function Page() {
  return <FeedbackPage />;
}

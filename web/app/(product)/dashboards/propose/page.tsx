import type { Metadata } from 'next';
import { ProposePage } from '@/components/dashboards/propose-page';

export const metadata: Metadata = { title: 'Propose a dashboard' };

export default function Page() {
  return <ProposePage />;
}

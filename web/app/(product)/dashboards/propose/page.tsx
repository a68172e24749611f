import type { Metadata } from 'next';
import { ProposePage } from '@/components/dashboards/propose-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.proposeTitle };

export default function Page() {
  return <ProposePage />;
}

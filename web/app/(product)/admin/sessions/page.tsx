import type { Metadata } from 'next';
import { SessionsPage } from '@/components/admin/sessions-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.sessions };

export default function Page() {
  return <SessionsPage />;
}

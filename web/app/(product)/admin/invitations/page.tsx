import type { Metadata } from 'next';
import { InvitationsPage } from '@/components/admin/invitations-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.invitations };

export default function Page() {
  return <InvitationsPage />;
}

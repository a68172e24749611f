import type { Metadata } from 'next';
import { MembersPage } from '@/components/admin/members-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.members };

export default function Page() {
  return <MembersPage />;
}

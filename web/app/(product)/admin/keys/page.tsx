import type { Metadata } from 'next';
import { KeysPage } from '@/components/admin/keys-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.apiKeys };

export default function Page() {
  return <KeysPage />;
}

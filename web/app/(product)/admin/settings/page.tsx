import type { Metadata } from 'next';
import { SettingsPage } from '@/components/admin/settings-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.settings };

export default function Page() {
  return <SettingsPage />;
}

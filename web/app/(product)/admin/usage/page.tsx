import type { Metadata } from 'next';
import { UsagePage } from '@/components/usage/usage-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.usage };

export default function Page() {
  return <UsagePage />;
}

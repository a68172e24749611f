import type { Metadata } from 'next';
import { SsoPage } from '@/components/auth/sso-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.signingIn };

export default function Page() {
  return <SsoPage />;
}

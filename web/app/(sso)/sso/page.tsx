import type { Metadata } from 'next';
import { SsoPage } from '@/components/auth/sso-page';

export const metadata: Metadata = { title: 'Signing in' };

export default function Page() {
  return <SsoPage />;
}

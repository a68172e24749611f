import type { Metadata } from 'next';
import { ConsentPage } from '@/components/consent/consent-page';

export const metadata: Metadata = { title: 'Connect a program' };

export default function AuthorizePage() {
  return <ConsentPage />;
}

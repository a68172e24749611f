import type { Metadata } from 'next';
import { ConsentPage } from '@/components/consent/consent-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.connectProgram };

export default function AuthorizePage() {
  return <ConsentPage />;
}

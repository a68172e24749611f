import type { Metadata } from 'next';
import { SignInPage } from '@/components/admin/sign-in-page';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.signInMethod };

export default function Page() {
  return <SignInPage />;
}

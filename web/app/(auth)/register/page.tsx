import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { RegisterForm } from '@/components/auth/register-form';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.createAnAccount };

export default function RegisterPage() {
  return (
    <AuthCard
      title={t.createYourAccount}
      text={t.staysHere}
      other={{ question: t.haveAccount, label: t.signIn, path: '/login' }}
    >
      <RegisterForm />
    </AuthCard>
  );
}

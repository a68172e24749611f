import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { LoginForm } from '@/components/auth/login-form';
import * as t from '@/texts/pages';

export const metadata: Metadata = { title: t.signIn };

export default function LoginPage() {
  return (
    <AuthCard
      title={t.welcomeBack}
      text={t.askPlainly}
      other={{ question: t.newHere, label: t.createAnAccount, path: '/register' }}
    >
      <LoginForm />
    </AuthCard>
  );
}

import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { LoginForm } from '@/components/auth/login-form';

export const metadata: Metadata = { title: 'Sign in' };

export default function LoginPage() {
  return (
    <AuthCard
      title="Welcome back"
      text="Ask your databases in plain language."
      other={{ question: 'New here?', label: 'Create an account', path: '/register' }}
    >
      <LoginForm />
    </AuthCard>
  );
}

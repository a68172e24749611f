import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { RegisterForm } from '@/components/auth/register-form';

export const metadata: Metadata = { title: 'Create an account' };

export default function RegisterPage() {
  return (
    <AuthCard
      title="Create your account"
      text="Everything stays on this server."
      other={{ question: 'Have an account?', label: 'Sign in', path: '/login' }}
    >
      <RegisterForm />
    </AuthCard>
  );
}

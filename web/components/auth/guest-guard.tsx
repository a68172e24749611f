'use client';

import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { safePath } from '@/lib/next-path';
import { useAuth } from './auth-context';

/** Sends people who are signed in on to where they wanted to go. */
export function GuestGuard({ children }: { children: ReactNode }) {
  const { status } = useAuth();
  const router = useRouter();

  useEffect(() => {
    if (status !== 'in') return;
    router.replace(safePath(new URLSearchParams(window.location.search).get('next')));
  }, [status, router]);

  return children;
}

'use client';

import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { nextPath } from '@/lib/next-path';
import { useAuth } from './auth-context';

/** Sends people who are signed in on to where they wanted to go. */
export function GuestGuard({ children }: { children: ReactNode }) {
  const { status } = useAuth();
  const router = useRouter();

  useEffect(() => {
    if (status !== 'in') return;
    const { search, hash } = window.location;
    router.replace(nextPath(search, hash));
  }, [status, router]);

  return children;
}

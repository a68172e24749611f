'use client';

import { Center } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { WaitingDots } from '@/components/ui/waiting';
import { loginPathFor } from '@/lib/next-path';
import { restore } from '@/lib/api/session';
import { useSliced } from '@/lib/use-sliced';
import { useAuth } from './auth-context';

interface Props {
  /** What stands there until it is known who comes. */
  waiting?: ReactNode;
  children: ReactNode;
}

/** Shows its children to people who are signed in; others sign in first and come back here. */
export function AuthGuard({ waiting, children }: Props) {
  const state = useAuth();
  const router = useRouter();
  const entered = useSliced(state.status === 'in', false);

  useEffect(() => {
    if (state.status === 'out') router.replace(loginPathFor(window.location));
  }, [state.status, router]);

  if (entered) return children;
  if (waiting && state.status !== 'unreachable') return waiting;
  return (
    <Center mih="80dvh" p="md">
      {state.status === 'unreachable' ? (
        <ErrorPanel error={state.error} onRetry={() => void restore()} />
      ) : (
        <WaitingDots />
      )}
    </Center>
  );
}

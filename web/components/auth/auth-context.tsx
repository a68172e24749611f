'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { onSessionChange, restore, sessionState, type SessionState } from '@/lib/api/session';
import type { Me } from '@/lib/api/types';

const restoring = sessionState(); // as in the page that was sent: the very same, or all is drawn twice
const AuthContext = createContext<SessionState>(restoring);

/** Whose data the app shows: one person in one tenant. */
function ownerOf(state: SessionState): string | undefined {
  return state.status === 'in' ? `${state.me.tenant.id}/${state.me.user.id}` : undefined;
}

/** Knows who is signed in, and forgets all data of one person before another comes. */
export function AuthProvider({ children }: { children: ReactNode }) {
  const state = useSyncExternalStore(onSessionChange, sessionState, () => restoring);
  const client = useQueryClient();
  const owner = ownerOf(state);

  useEffect(() => {
    if (sessionState().status === 'restoring') void restore();
  }, []);
  useEffect(
    () => () => {
      if (owner) client.clear();
    },
    [client, owner],
  );

  return <AuthContext value={state}>{children}</AuthContext>;
}

export function useAuth(): SessionState {
  return useContext(AuthContext);
}

/** The person behind a protected page; null for the moment in which they leave. */
export function useMe(): Me | null {
  const state = useAuth();
  return state.status === 'in' ? state.me : null;
}

export function useOwner(): string | undefined {
  return ownerOf(useAuth());
}

export function usePermission(permission: string): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}

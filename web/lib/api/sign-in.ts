import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from './client';
import { adopt } from './session';
import type { SignInSettings } from './types';

const keys = { settings: ['sign-in'] as const, connection: ['sign-in', 'connection'] as const };

/** Leaves the app for the provider's own pages. */
function goTo({ redirect_to }: { redirect_to: string }): void {
  window.location.assign(redirect_to);
}

export interface Begin {
  provider_id: string;
  next?: string;
  invitation_code?: string;
}

export function useBeginSignIn() {
  return useMutation({
    mutationFn: (body: Begin) => dataOf(api.POST('/api/v1/auth/oidc/begin', { body })),
    onSuccess: goTo,
  });
}

/** What the provider sent back with the person; gives where they wanted to go. */
export async function finishSignIn(query: string): Promise<string> {
  const sent = new URLSearchParams(query);
  const word = (name: string) => sent.get(name) ?? undefined;
  const body = { state: word('state') ?? '', code: word('code'), iss: word('iss'), error: word('error') };
  const { tokens, next } = await dataOf(api.POST('/api/v1/auth/oidc/finish', { body }));
  if (tokens) adopt(tokens);
  return next;
}

/** One's account at the provider of the team. */
export function useConnectedAccount() {
  return useQuery({
    queryKey: keys.connection,
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/auth/oidc/connection', { signal })),
  });
}

export function useConnectAccount() {
  return useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/auth/oidc/connection')),
    onSuccess: goTo,
  });
}

/** A mutation after which all about signing in is asked for again. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.settings }),
  });
}

export function useDisconnectAccount() {
  return useChange(async () => {
    await api.DELETE('/api/v1/auth/oidc/connection');
  });
}

export function useSignInSettings(wanted = true) {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/sign-in', { signal })),
    enabled: wanted,
  });
}

export function useSetSignIn() {
  return useChange((body: SignInSettings) => dataOf(api.PUT('/api/v1/sign-in', { body })));
}

export function useRemoveSignIn() {
  return useChange(async () => {
    await api.DELETE('/api/v1/sign-in');
  });
}

import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type { components } from './schema';
import { adopt, drop } from './session';

type Schemas = components['schemas'];

export async function login(body: Omit<Schemas['LoginRequest'], 'cookie'>): Promise<void> {
  adopt(await dataOf(api.POST('/api/v1/auth/login', { body: { ...body, cookie: true } })));
}

export async function register(body: Omit<Schemas['RegisterRequest'], 'cookie'>): Promise<void> {
  adopt(await dataOf(api.POST('/api/v1/auth/register', { body: { ...body, cookie: true } })));
}

/**
 * Ends the session here even when the server cannot be told; its token then runs out by itself. Who
 * came by a provider may have to leave it too: then the browser goes on there, and comes back.
 */
export async function logout(): Promise<void> {
  const told = await dataOf(api.POST('/api/v1/auth/oidc/logout')).catch(() => undefined);
  drop();
  if (told?.redirect_to) window.location.assign(told.redirect_to);
}

/** How people may join this installation, and where else they sign in; `provider` is that of a link. */
export function useAuthOptions(provider?: string) {
  return useQuery({
    queryKey: ['auth', 'options', provider ?? ''],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/auth/options', { params: { query: { provider_id: provider } }, signal })),
  });
}

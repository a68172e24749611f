import type { SignInProvider, SignInSettings } from '@/lib/api/types';
import * as t from '@/texts/sign-in';

export interface SignInValues {
  name: string;
  issuer: string;
  client_id: string;
  client_secret: string;
  domains: string[];
  newcomers: '' | 'viewer' | 'analyst';
  enabled: boolean;
  sign_out: boolean;
}

export const newcomerChoices: { value: SignInValues['newcomers']; label: string }[] = [
  { value: '', label: t.newcomersNobody },
  { value: 'viewer', label: t.newcomersViewers },
  { value: 'analyst', label: t.newcomersAnalysts },
];

export function valuesOf(provider?: SignInProvider): SignInValues {
  return {
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    client_id: provider?.client_id ?? '',
    client_secret: '',
    domains: provider?.domains ?? [],
    newcomers: provider?.newcomers ?? '',
    enabled: provider?.enabled ?? true,
    sign_out: provider?.sign_out ?? false,
  };
}

/** What is sent; the secret only when one was typed, for an empty one would take it away. */
export function bodyOf(values: SignInValues, provider?: SignInProvider): SignInSettings {
  const { client_secret, newcomers, ...others } = values;
  return {
    ...others,
    name: others.name.trim(),
    issuer: others.issuer.trim(),
    client_id: others.client_id.trim(),
    version: provider?.version ?? 0,
    ...(client_secret && { client_secret }),
    ...(newcomers && { newcomers }),
  };
}

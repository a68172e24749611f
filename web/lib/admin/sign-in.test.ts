import { expect, it } from 'vitest';
import type { SignInProvider } from '@/lib/api/types';
import { bodyOf, valuesOf } from './sign-in';

const provider: SignInProvider = {
  id: 'p',
  version: 4,
  name: 'Company login',
  issuer: 'https://login.example.org',
  client_id: 'parlance',
  has_secret: true,
  domains: ['example.org'],
  newcomers: 'viewer',
  enabled: false,
  sign_out: true,
};

it('sends a kept secret neither back nor away', () => {
  const body = bodyOf(valuesOf(provider), provider);
  expect(body).not.toHaveProperty('client_secret');
  expect(body).toMatchObject({ version: 4, newcomers: 'viewer', enabled: false, sign_out: true });
  expect(bodyOf({ ...valuesOf(provider), client_secret: 's' }, provider).client_secret).toBe('s');
});

it('lets in only the invited unless somebody says otherwise', () => {
  expect(bodyOf(valuesOf())).toMatchObject({ version: 0, domains: [], enabled: true });
  expect(bodyOf(valuesOf())).not.toHaveProperty('newcomers');
});

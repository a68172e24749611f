'use client';

import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { ErrorPanel } from '@/components/ui/error-panel';
import { login } from '@/lib/api/auth';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/auth';
import { ProviderButton } from './provider-button';

/** One box for both: what has an @ is an e-mail address, which a user name cannot have. */
function identity(text: string) {
  return text.includes('@') ? { email: text.trim() } : { username: text.trim() };
}

export function LoginForm() {
  const form = useForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: isNotEmpty(t.userMissing),
      password: isNotEmpty(t.passwordEmpty),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, ({ username, password }) =>
    login({ ...identity(username), password }),
  );

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {error && <ErrorPanel error={error} />}
        <TextInput
          label={t.userOrEmail}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t.password}
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={busy} size="md" mt="xs">
          {t.signIn}
        </Button>
        <ProviderButton />
      </Stack>
    </form>
  );
}

'use client';

import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { ErrorPanel } from '@/components/ui/error-panel';
import { login } from '@/lib/api/auth';
import { useSubmit } from '@/lib/use-submit';
import { ProviderButton } from './provider-button';

/** One box for both: what has an @ is an e-mail address, which a user name cannot have. */
function identity(text: string) {
  return text.includes('@') ? { email: text.trim() } : { username: text.trim() };
}

export function LoginForm() {
  const form = useForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: isNotEmpty('Enter your user name or e-mail address'),
      password: isNotEmpty('Enter your password'),
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
          label="User name or e-mail"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={busy} size="md" mt="xs">
          Sign in
        </Button>
        <ProviderButton />
      </Stack>
    </form>
  );
}

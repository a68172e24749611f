'use client';

import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useEffect } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { invitationIn } from '@/lib/admin/roles';
import { register, useAuthOptions } from '@/lib/api/auth';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/sign-up';
import { PasswordRules, passwordProblem } from './password-rules';
import { ProviderButton } from './provider-button';

const empty = { username: '', email: '', password: '', tenant_name: '', invitation_code: '' };

function filled(values: typeof empty) {
  const { username, password, ...optional } = values;
  const given = Object.entries(optional).filter(([, text]) => text.trim() !== '');
  return { username: username.trim(), password, ...Object.fromEntries(given) };
}

export function RegisterForm() {
  const { data: options } = useAuthOptions();
  const invited = options?.registration === 'invitation';
  const form = useForm({
    initialValues: empty,
    validate: {
      username: isNotEmpty(t.userNameMissing),
      password: (text, { username }) => passwordProblem(text, username),
      invitation_code: (code) => (invited && !code.trim() ? t.codeMissing : null),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, (values) => register(filled(values)));
  // An invitation's link holds its code behind the #, which no server sees; it is taken once.
  const { setFieldValue } = form;
  useEffect(() => {
    const code = invitationIn(window.location.hash);
    if (!code) return;
    setFieldValue('invitation_code', code);
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  }, [setFieldValue]);
  const joins = invited || form.values.invitation_code !== '';

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {options?.registration === 'first' && (
          <Alert variant="light">{t.firstAccount}</Alert>
        )}
        {error && <ErrorPanel error={error} />}
        <TextInput
          label={t.userName}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          withAsterisk
          {...form.getInputProps('username')}
        />
        <TextInput label={t.eMail} type="email" autoComplete="email" {...form.getInputProps('email')} />
        <PasswordInput
          label={t.password}
          autoComplete="new-password"
          withAsterisk
          description={<PasswordRules password={form.values.password} username={form.values.username} />}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t.invitationCode}
          description={invited ? t.codeFrom : t.codeOptional}
          autoComplete="off"
          withAsterisk={invited}
          {...form.getInputProps('invitation_code')}
        />
        {!joins && (
          <TextInput
            label={t.teamName}
            placeholder={t.teamNameExample}
            autoComplete="organization"
            {...form.getInputProps('tenant_name')}
          />
        )}
        <Button type="submit" loading={busy} size="md" mt="xs">
          {t.createAccount}
        </Button>
        {joins && <ProviderButton invitation={form.values.invitation_code.trim() || undefined} />}
      </Stack>
    </form>
  );
}

import { Paper, PasswordInput, Select, Stack, Switch, TagsInput, TextInput, Title } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { Command } from '@/components/ui/command';
import { FormFoot } from '@/components/ui/form-foot';
import { bodyOf, newcomerChoices, valuesOf } from '@/lib/admin/sign-in';
import { useSetSignIn } from '@/lib/api/sign-in';
import type { SignInProvider } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/sign-in';

interface Props {
  provider?: SignInProvider;
  /** Where the provider sends people back to after a sign-out. */
  signOutUri: string;
}

export function SignInForm({ provider, signOutUri }: Props) {
  const set = useSetSignIn();
  const form = useForm({
    initialValues: valuesOf(provider),
    validate: {
      name: isNotEmpty(t.buttonMissing),
      issuer: isNotEmpty(t.issuerMissing),
      client_id: isNotEmpty(t.clientIdMissing),
      domains: (domains, { newcomers }) => (newcomers && domains.length === 0 ? t.domainsMissing : null),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    await set.mutateAsync(bodyOf(values, provider));
    notifications.show({ message: t.signInSaved });
  });
  return (
    <Paper p="lg" component="section" aria-label={t.provider}>
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={560}>
          <Title order={2} size="h4">
            {t.provider}
          </Title>
          <TextInput label={t.name} description={t.buttonText} placeholder={t.buttonExample} maxLength={60} {...form.getInputProps('name')} />
          <TextInput label={t.issuer} description={t.issuerHelp} placeholder="https://login.example.org" spellCheck={false} {...form.getInputProps('issuer')} />
          <TextInput label={t.clientId} spellCheck={false} autoComplete="off" {...form.getInputProps('client_id')} />
          <PasswordInput
            label={t.clientSecret}
            description={provider?.has_secret ? t.clientSecretKept : t.clientSecretHelp}
            autoComplete="off"
            {...form.getInputProps('client_secret')}
          />
          <Select label={t.newcomers} data={newcomerChoices} allowDeselect={false} {...form.getInputProps('newcomers')} />
          <TagsInput
            label={t.domains}
            description={t.domainsHelp}
            placeholder="example.org"
            acceptValueOnBlur
            disabled={form.values.newcomers === ''}
            {...form.getInputProps('domains')}
          />
          <Switch
            label={t.signOutThere}
            description={t.signOutThereHelp}
            {...form.getInputProps('sign_out', { type: 'checkbox' })}
          />
          {form.values.sign_out && <Command label={t.signOutAddress} text={signOutUri} />}
          <Switch label={t.signInEnabled} {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <FormFoot action={t.askAndSave} error={error} busy={busy} justify="flex-start" />
        </Stack>
      </form>
    </Paper>
  );
}

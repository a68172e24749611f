import { Button, Group, Paper, PasswordInput, Select, Stack, Switch, TagsInput, TextInput, Title } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { Command } from '@/components/ui/command';
import { ErrorPanel } from '@/components/ui/error-panel';
import { bodyOf, newcomerChoices, valuesOf } from '@/lib/admin/sign-in';
import { useSetSignIn } from '@/lib/api/sign-in';
import type { SignInProvider } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';

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
      name: isNotEmpty('Say how the button is called'),
      issuer: isNotEmpty('Enter the address of the provider'),
      client_id: isNotEmpty('Enter the client id'),
      domains: (domains, { newcomers }) => (newcomers && domains.length === 0 ? 'Name at least one domain' : null),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, async (values) => {
    await set.mutateAsync(bodyOf(values, provider));
    notifications.show({ message: 'The sign-in is saved; the provider has answered' });
  });
  return (
    <Paper p="lg" component="section" aria-label="Provider">
      <form onSubmit={onSubmit} noValidate>
        <Stack maw={560}>
          <Title order={2} size="h4">
            Provider
          </Title>
          {error && <ErrorPanel error={error} />}
          <TextInput label="Name" description="What the button says" placeholder="Company login" maxLength={60} {...form.getInputProps('name')} />
          <TextInput label="Issuer" description="Its address; /.well-known/openid-configuration lies behind it" placeholder="https://login.example.org" spellCheck={false} {...form.getInputProps('issuer')} />
          <TextInput label="Client id" spellCheck={false} autoComplete="off" {...form.getInputProps('client_id')} />
          <PasswordInput
            label="Client secret"
            description={provider?.has_secret ? 'One is kept. Leave this empty to keep it.' : 'It is kept in the vault. Leave it empty for a public client.'}
            autoComplete="off"
            {...form.getInputProps('client_secret')}
          />
          <Select label="Who comes without invitation" data={newcomerChoices} allowDeselect={false} {...form.getInputProps('newcomers')} />
          <TagsInput
            label="Domains of newcomers"
            description="The provider must call their e-mail address verified"
            placeholder="example.org"
            acceptValueOnBlur
            disabled={form.values.newcomers === ''}
            {...form.getInputProps('domains')}
          />
          <Switch
            label="Who signs out here also signs out there"
            description="For shared machines. The provider must know the address below as one to come back to."
            {...form.getInputProps('sign_out', { type: 'checkbox' })}
          />
          {form.values.sign_out && <Command label="Address after sign-out" text={signOutUri} />}
          <Switch label="People can sign in there" {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <Group>
            <Button type="submit" loading={busy}>
              Ask the provider and save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

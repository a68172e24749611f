import { Button, Group, Modal, PasswordInput, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useConnectedAccount } from '@/lib/api/sign-in';
import { useDeleteTenant } from '@/lib/api/tenant';
import { useSubmit } from '@/lib/use-submit';

function Form({ team, onClose }: { team: string; onClose: () => void }) {
  const { mutateAsync } = useDeleteTenant();
  const { data: account } = useConnectedAccount();
  const hasPassword = account?.has_password ?? true;
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name === team ? null : 'Write the name exactly as it stands above'),
      password: (password) => (password || !hasPassword ? null : 'Your password is needed'),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, ({ name, password }) => mutateAsync({ name, password: password || undefined }));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text size="sm">
          All members lose access at once. Sources, uploads, dashboards, questions, knowledge, keys and the log of{' '}
          <Text span inherit fw={550} style={{ overflowWrap: 'anywhere' }}>
            {team}
          </Text>{' '}
          are deleted, and so are accounts that belong to no other team. Your own databases stay as they are. Nobody can bring
          this back.
        </Text>
        {error && <ErrorPanel error={error} />}
        <TextInput label="Name of the team" autoComplete="off" maxLength={100} data-autofocus {...form.getInputProps('name')} />
        {hasPassword ? (
          <PasswordInput label="Your password" autoComplete="current-password" {...form.getInputProps('password')} />
        ) : (
          <Text size="sm" c="dimmed">
            You have no password here, so you must have signed in within the last five minutes.
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep the team
          </Button>
          <Button type="submit" color="red.9" loading={busy}>
            Delete for ever
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** For owners, at the very end of the settings. */
export function DeleteTeam({ team }: { team: string }) {
  const [opened, { open, close }] = useDisclosure();
  const owns = usePermission('owner');
  return (
    <Paper p="lg" component="section" aria-label="Delete this team" style={{ borderColor: 'var(--mantine-color-red-outline)' }}>
      <Group justify="space-between" align="flex-end">
        <Stack gap="xs" maw={620}>
          <Title order={2} size="h4">
            Delete this team
          </Title>
          <Text size="sm" c="dimmed">
            {owns ? 'Deletes everything that Parlance keeps for the team, for ever.' : 'Only an owner of the team can delete it.'}
          </Text>
        </Stack>
        {owns && (
          <Button variant="outline" color="red" onClick={open}>
            Delete this team…
          </Button>
        )}
      </Group>
      <Modal opened={opened} onClose={close} title="Delete this team for ever?">
        <Form team={team} onClose={close} />
      </Modal>
    </Paper>
  );
}

import { Button, Group, Modal, PasswordInput, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useConnectedAccount } from '@/lib/api/sign-in';
import { useDeleteTenant } from '@/lib/api/tenant';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/settings';

function Form({ team, onClose }: { team: string; onClose: () => void }) {
  const { mutateAsync } = useDeleteTenant();
  const { data: account } = useConnectedAccount();
  const hasPassword = account?.has_password ?? true;
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name === team ? null : t.teamNameWrong),
      password: (password) => (password || !hasPassword ? null : t.passwordMissing),
    },
  });
  const { error, busy, onSubmit } = useSubmit(form, ({ name, password }) => mutateAsync({ name, password: password || undefined }));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text size="sm">
          {t.deleteTeamMeans(<Text span inherit fw={550} style={{ overflowWrap: 'anywhere' }}>
            {team}
          </Text>)}
        </Text>
        {error && <ErrorPanel error={error} />}
        <TextInput label={t.teamName} autoComplete="off" maxLength={100} data-autofocus {...form.getInputProps('name')} />
        {hasPassword ? (
          <PasswordInput label={t.yourPassword} autoComplete="current-password" {...form.getInputProps('password')} />
        ) : (
          <Text size="sm" c="dimmed">
            {t.noPasswordHere}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.keepTheTeam}
          </Button>
          <Button type="submit" color="red.9" loading={busy}>
            {t.deleteForEver}
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
    <Paper p="lg" component="section" aria-label={t.deleteThisTeam} style={{ borderColor: 'var(--mantine-color-red-outline)' }}>
      <Group justify="space-between" align="flex-end">
        <Stack gap="xs" maw={620}>
          <Title order={2} size="h4">
            {t.deleteThisTeam}
          </Title>
          <Text size="sm" c="dimmed">
            {owns ? t.deleteTeamAbout : t.onlyOwnersDelete}
          </Text>
        </Stack>
        {owns && (
          <Button variant="outline" color="red" onClick={open}>
            {t.openDeleteTeam}
          </Button>
        )}
      </Group>
      <Modal opened={opened} onClose={close} title={t.reallyDeleteTeam}>
        <Form team={team} onClose={close} />
      </Modal>
    </Paper>
  );
}

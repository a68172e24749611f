import { Badge, Box, Button, Group, Paper, Text } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useConnectAccount, useConnectedAccount, useDisconnectAccount } from '@/lib/api/sign-in';
import * as t from '@/texts/sessions';

function Disconnect({ provider }: { provider: string }) {
  const { mutateAsync, isPending, error } = useDisconnectAccount();
  return (
    <GuardedButton
      label={t.disconnect}
      describes={t.disconnectFrom(provider)}
      title={t.reallyDisconnect(provider)}
      text={t.disconnectMeans}
      action={t.disconnect}
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(undefined), () => t.disconnected(provider))}
    />
  );
}

/** One's account at the provider of the team; nothing where the team has none. */
export function ConnectedAccount() {
  const { data } = useConnectedAccount();
  const { mutate, isPending, error } = useConnectAccount();
  if (!data?.provider) return null;
  const { provider, connected, email, has_password } = data;
  return (
    <Paper p="md" component="section" aria-label={provider}>
      <Group wrap="nowrap" align="flex-start">
        <IconId size={20} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
        <Box flex={1} miw={0}>
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {provider}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {connected ? t.connectedAs(email) : t.connectAccount}
          </Text>
        </Box>
        {!connected && (
          <Button size="compact-sm" variant="default" loading={isPending} onClick={() => mutate()}>
            {t.connect}
          </Button>
        )}
        {connected && has_password && <Disconnect provider={provider} />}
        {connected && !has_password && (
          <Badge variant="light" tt="none">
            {t.onlyWayIn}
          </Badge>
        )}
      </Group>
      {error && <ErrorPanel error={error} />}
    </Paper>
  );
}

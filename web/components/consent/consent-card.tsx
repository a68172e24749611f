import { Alert, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDecision } from '@/lib/api/consent';
import type { components } from '@/lib/api/schema';

type Consent = components['schemas']['Consent'];

const rights: Record<string, string> = {
  read: 'Ask questions, run read-only SQL and see schemas, with your rights',
  write: 'Save queries, dashboards and knowledge, and upload files',
};

function Facts({ consent }: { consent: Consent }) {
  const { client_name, client_host, tenant_name, username, scopes } = consent;
  return (
    <Stack gap="xs">
      <Text style={{ overflowWrap: 'anywhere' }}>
        <b>{client_name || 'A program without a name'}</b>
        {client_host && ` of ${client_host}`} wants to act as <b>{username}</b> in{' '}
        <b>{tenant_name}</b>. It could:
      </Text>
      <List spacing={4}>
        {scopes.map((scope) => (
          <List.Item key={scope}>{rights[scope] ?? scope}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

/** Whom the person is about to let in, and where the answer goes. */
export function ConsentCard({ consent, query }: { consent: Consent; query: string }) {
  const { mutate, isPending, isSuccess, error, variables } = useDecision(query);
  const busy = isPending || isSuccess;
  return (
    <Paper p={{ base: 'lg', xs: 'xl' }}>
      <Stack>
        <Facts consent={consent} />
        <Alert variant="light" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            You will be sent to <b>{consent.redirect_host}</b>. Go on only if you started this
            yourself{consent.client_host === '' && '; nobody has checked the name of the program'}.
          </Text>
        </Alert>
        {error && <ErrorPanel error={error} />}
        <Group grow>
          <Button
            variant="default"
            loading={busy && variables === false}
            disabled={busy}
            onClick={() => mutate(false)}
          >
            Cancel
          </Button>
          <Button
            loading={busy && variables === true}
            disabled={busy}
            onClick={() => mutate(true)}
          >
            Allow
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          It stays connected until you end it among your sessions.
        </Text>
      </Stack>
    </Paper>
  );
}

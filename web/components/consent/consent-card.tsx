import { Alert, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDecision } from '@/lib/api/consent';
import type { components } from '@/lib/api/schema';
import * as t from '@/texts/consent';

type Consent = components['schemas']['Consent'];

const rights: Record<string, string> = {
  read: t.readScope,
  write: t.writeScope,
};

function Facts({ consent }: { consent: Consent }) {
  const { client_name, client_host, tenant_name, username, scopes } = consent;
  return (
    <Stack gap="xs">
      <Text style={{ overflowWrap: 'anywhere' }}>
        {t.wantsToAct(<b>{client_name || t.unnamedClient}</b>, client_host, <b>{username}</b>, <b>{tenant_name}</b>)}
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
            {t.youGoTo(<b>{consent.redirect_host}</b>, consent.client_host === '')}
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
            {t.cancel}
          </Button>
          <Button
            loading={busy && variables === true}
            disabled={busy}
            onClick={() => mutate(true)}
          >
            {t.allow}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t.connectionLasts}
        </Text>
      </Stack>
    </Paper>
  );
}

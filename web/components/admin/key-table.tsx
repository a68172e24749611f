import { Badge, Code, Group, Paper, Table, Text } from '@mantine/core';
import { usePermission } from '@/components/auth/auth-context';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { stateOf } from '@/lib/admin/keys';
import { useRevokeApiKey } from '@/lib/api/api-keys';
import type { ApiKey } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';

function Revoke({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { mutateAsync, isPending, error } = useRevokeApiKey(id);
  return (
    <GuardedButton
      label="Revoke"
      describes={`Revoke ${name}`}
      title={`Revoke ${name}?`}
      text="Programs that use it are refused from now on. That cannot be undone."
      action="Revoke key"
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(), () => `${name} is revoked`)}
    />
  );
}

function Moment({ at, none }: { at?: string; none: string }) {
  return at ? <span title={exactMoment(at)}>{ago(at)}</span> : none;
}

function KeyRow({ apiKey, named }: { apiKey: ApiKey; named: boolean }) {
  const { name, hint, scopes, username, expires_at, last_used_at, last_used_from } = apiKey;
  const state = stateOf(apiKey);
  return (
    <Table.Tr>
      <Table.Td maw={260}>
        <Text size="sm" fw={550} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Code>{hint}…</Code>
      </Table.Td>
      {named && <Table.Td style={{ overflowWrap: 'anywhere' }}>{username}</Table.Td>}
      <Table.Td>
        <Group gap={4}>
          {scopes.map((scope) => (
            <Badge key={scope} variant="default" tt="none" fw={550}>
              {scope}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Moment at={last_used_at} none="Never" />
        {last_used_from && (
          <Text size="xs" c="dimmed">
            from {last_used_from}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{state === 'revoked' ? 'Revoked' : <Moment at={expires_at} none="Never" />}</Table.Td>
      <Table.Td ta="right">{state === 'active' && <Revoke apiKey={apiKey} />}</Table.Td>
    </Table.Tr>
  );
}

export function KeyTable({ keys }: { keys: ApiKey[] }) {
  const named = usePermission('admin');
  if (keys.length === 0) return <Text c="dimmed">No key is in use.</Text>;
  const headings = ['Key', named ? 'Person' : '', 'May', 'Last used', 'Ends'].filter(Boolean);
  return (
    <Paper p="xs">
      <Table.ScrollContainer minWidth={680} type="native">
        <Table verticalSpacing="sm" fz="sm" aria-label="API keys">
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading}>{heading}</Table.Th>
              ))}
              <Table.Td aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} named={named} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

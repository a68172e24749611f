import { Anchor, Badge, Code, Group, Table, Text } from '@mantine/core';
import { Link } from '@/components/ui/link';
import { usePermission } from '@/components/auth/auth-context';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { stateOf } from '@/lib/admin/keys';
import { useRevokeApiKey } from '@/lib/api/api-keys';
import type { ApiKey } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/keys';
import { AdminTable } from './admin-table';

function Revoke({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { mutateAsync, isPending, error } = useRevokeApiKey(id);
  return (
    <GuardedButton
      label={t.revoke}
      describes={t.revokeNamed(name)}
      title={t.reallyRevoke(name)}
      text={t.revokeKeyMeans}
      action={t.revokeKey}
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(), () => t.nameRevoked(name))}
    />
  );
}

function Moment({ at, none }: { at?: string; none: string }) {
  return at ? <span title={exactMoment(at)}>{ago(at)}</span> : none;
}

function KeyRow({ apiKey, named }: { apiKey: ApiKey; named: boolean }) {
  const { id, name, hint, scopes, username, expires_at, last_used_at, last_used_from } = apiKey;
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
        <Moment at={last_used_at} none={t.never} />
        {last_used_from && (
          <Text size="xs" c="dimmed">
            {t.usedFrom(last_used_from)}
          </Text>
        )}
        {named && last_used_at && (
          <Anchor component={Link} href={`/logs?key=${id}`} size="xs" aria-label={t.whatDidNamed(name)}>
            {t.whatItDid}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>{state === 'revoked' ? t.revoked : <Moment at={expires_at} none={t.never} />}</Table.Td>
      <Table.Td ta="right">{state === 'active' && <Revoke apiKey={apiKey} />}</Table.Td>
    </Table.Tr>
  );
}

export function KeyTable({ keys }: { keys: ApiKey[] }) {
  const named = usePermission('admin');
  if (keys.length === 0) return <Text c="dimmed">{t.noKeyInUse}</Text>;
  const headings = [t.key, named ? t.person : '', t.may, t.lastUsed, t.ends].filter(Boolean);
  return (
    <AdminTable label={t.apiKeys} headings={headings} minWidth={680}>
      {keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} named={named} />
      ))}
    </AdminTable>
  );
}

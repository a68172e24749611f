import { Code, Switch, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { GuardedButton } from '@/components/ui/guarded-button';
import { ListStates } from '@/components/ui/list-states';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useRevokeShare, useShares } from '@/lib/api/shares';
import type { Share } from '@/lib/api/types';
import { ago, count, exactMoment } from '@/lib/format';

function isLive({ revoked_at, expires_at }: Share): boolean {
  return !revoked_at && new Date(expires_at).getTime() > Date.now();
}

function Revoke({ id, share }: { id: string; share: Share }) {
  const { mutateAsync, isPending, error } = useRevokeShare(id, share.id);
  return (
    <GuardedButton
      label="Revoke"
      describes={`Revoke ${share.hint}`}
      title="Revoke this link?"
      text="Whoever has it sees nothing any more, at once. That cannot be undone."
      action="Revoke link"
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(), () => 'The link is revoked')}
    />
  );
}

function Row({ id, share }: { id: string; share: Share }) {
  const { hint, role, maker, expires_at, last_used_at, uses, revoked_at } = share;
  return (
    <Table.Tr>
      <Table.Td>
        <Code>{hint}…</Code>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          by {maker ?? 'somebody who left'}
        </Text>
      </Table.Td>
      <Table.Td>{role ? `Of ${role}` : 'Their own'}</Table.Td>
      <Table.Td>
        {last_used_at ? <span title={exactMoment(last_used_at)}>{ago(last_used_at)}</span> : 'Never'}
        <Text size="xs" c="dimmed">
          {count(uses, 'time')}
        </Text>
      </Table.Td>
      <Table.Td>{revoked_at ? 'Revoked' : <span title={exactMoment(expires_at)}>{ago(expires_at)}</span>}</Table.Td>
      <Table.Td ta="right">{isLive(share) && <Revoke id={id} share={share} />}</Table.Td>
    </Table.Tr>
  );
}

/** The links that there are. */
export function ShareTable({ id }: { id: string }) {
  const { data, error, refetch } = useShares(id);
  const [all, setAll] = useState(false);
  const ended = data?.filter((share) => !isLive(share)).length ?? 0;
  const shown = data?.filter((share) => all || isLive(share)) ?? [];
  return (
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={<Text c="dimmed">No link was made yet.</Text>}>
      {() => (
        <Stack gap="sm">
          {shown.length === 0 && <Text c="dimmed">No link works.</Text>}
          {shown.length > 0 && (
            <Table.ScrollContainer minWidth={560} type="native">
              <Table fz="sm" verticalSpacing="xs" aria-label="Links">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Link</Table.Th>
                    <Table.Th>Rights</Table.Th>
                    <Table.Th>Last opened</Table.Th>
                    <Table.Th>Ends</Table.Th>
                    <Table.Td aria-label="Actions" />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shown.map((share) => (
                    <Row key={share.id} id={id} share={share} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
          {ended > 0 && <Switch label={`Show ${ended} that ended`} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
        </Stack>
      )}
    </ListStates>
  );
}

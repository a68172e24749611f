import { Code, Switch, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { GuardedButton } from '@/components/ui/guarded-button';
import { ListStates } from '@/components/ui/list-states';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useRevokeShare, useShares } from '@/lib/api/shares';
import type { Share } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/shares';

function isLive({ revoked_at, expires_at }: Share): boolean {
  return !revoked_at && new Date(expires_at).getTime() > Date.now();
}

function Revoke({ id, share }: { id: string; share: Share }) {
  const { mutateAsync, isPending, error } = useRevokeShare(id, share.id);
  return (
    <GuardedButton
      label={t.revoke}
      describes={t.revokeHinted(share.hint)}
      title={t.reallyRevokeLink}
      text={t.revokeLinkMeans}
      action={t.revokeLink}
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(), () => t.linkRevoked)}
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
          {t.byMaker(maker)}
        </Text>
      </Table.Td>
      <Table.Td>{role ? t.rightsOf(role) : t.theirOwn}</Table.Td>
      <Table.Td>
        {last_used_at ? <span title={exactMoment(last_used_at)}>{ago(last_used_at)}</span> : t.never}
        <Text size="xs" c="dimmed">
          {t.useCount(uses)}
        </Text>
      </Table.Td>
      <Table.Td>{revoked_at ? t.revoked : <span title={exactMoment(expires_at)}>{ago(expires_at)}</span>}</Table.Td>
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
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={<Text c="dimmed">{t.noLinks}</Text>}>
      {() => (
        <Stack gap="sm">
          {shown.length === 0 && <Text c="dimmed">{t.noLinkHolds}</Text>}
          {shown.length > 0 && (
            <Table.ScrollContainer minWidth={560} type="native">
              <Table fz="sm" verticalSpacing="xs" aria-label={t.links}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t.link}</Table.Th>
                    <Table.Th>{t.rights}</Table.Th>
                    <Table.Th>{t.lastOpened}</Table.Th>
                    <Table.Th>{t.ends}</Table.Th>
                    <Table.Td aria-label={t.actions} />
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
          {ended > 0 && <Switch label={t.showEnded(ended)} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
        </Stack>
      )}
    </ListStates>
  );
}

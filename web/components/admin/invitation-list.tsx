import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';
import { GuardedButton } from '@/components/ui/guarded-button';
import { ListStates } from '@/components/ui/list-states';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useInvitations, useRenewInvitation, useRevokeInvitation } from '@/lib/api/invitations';
import type { Invitation, OpenInvitation } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/invitations';
import { AdminTable } from './admin-table';

interface Actions {
  onRenewed: (made: Invitation) => void;
  onRevoked: (id: string) => void;
}

function nameOf({ email, username, role }: OpenInvitation): string {
  return username ?? email ?? t.newMember(role);
}

function Buttons({ invitation, onRenewed, onRevoked }: Actions & { invitation: OpenInvitation }) {
  const renew = useRenewInvitation(invitation.id);
  const revoke = useRevokeInvitation(invitation.id);
  const name = nameOf(invitation);
  const takeBack = () =>
    tellWhenDone(
      revoke.mutateAsync(undefined).then(() => onRevoked(invitation.id)),
      () => t.invitationTakenBack,
    );
  return (
    <Stack gap={4} align="flex-end">
      <Group gap={4} wrap="nowrap">
        <Button size="compact-sm" variant="subtle" loading={renew.isPending} onClick={() => renew.mutate(undefined, { onSuccess: onRenewed })} aria-label={t.newLinkFor(name)}>
          {t.newLink}
        </Button>
        <GuardedButton
          label={t.takeBack}
          describes={t.takeBackNamed(name)}
          title={t.reallyTakeBack}
          text={t.takeBackMeans}
          action={t.takeBack}
          busy={revoke.isPending}
          error={revoke.error}
          onConfirm={takeBack}
        />
      </Group>
      {renew.error && <ErrorPanel error={renew.error} />}
    </Stack>
  );
}

function Line(props: Actions & { invitation: OpenInvitation }) {
  const { invitation } = props;
  const { role, invited_by, created_at, expires_at, expired } = invitation;
  return (
    <Table.Tr>
      <Table.Td maw={260} style={{ overflowWrap: 'anywhere' }}>
        {invitation.username ?? invitation.email ?? t.anybodyWithLink}
      </Table.Td>
      <Table.Td>{role}</Table.Td>
      <Table.Td title={exactMoment(created_at)} style={{ overflowWrap: 'anywhere' }}>
        {ago(created_at)}
        {invited_by && t.invitedBy(invited_by)}
      </Table.Td>
      <Table.Td title={exactMoment(expires_at)}>
        {expired ? (
          <Badge variant="light" color="orange" tt="none">
            {t.expired}
          </Badge>
        ) : (
          ago(expires_at)
        )}
      </Table.Td>
      <Table.Td>
        <Buttons {...props} />
      </Table.Td>
    </Table.Tr>
  );
}

const headings = [t.forWhom, t.role, t.made, t.ends];

/** Invitations that nobody has used. A lost link is replaced: the server keeps no code. */
export function InvitationList(actions: Actions) {
  const { data, error, refetch } = useInvitations();
  const empty = (
    <Text size="sm" c="dimmed">
      {t.noneOpen}
    </Text>
  );
  return (
    <Stack gap="xs" component="section" aria-label={t.openInvitations}>
      <Title order={2} size="h4">
        {t.openInvitations}
      </Title>
      <ListStates items={data} error={error} onRetry={() => void refetch()} empty={empty}>
        {(invitations) => (
          <AdminTable label={t.openInvitations} headings={headings} minWidth={640}>
            {invitations.map((each) => (
              <Line key={each.id} invitation={each} {...actions} />
            ))}
          </AdminTable>
        )}
      </ListStates>
    </Stack>
  );
}

import { Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';
import { GuardedButton } from '@/components/ui/guarded-button';
import { ListStates } from '@/components/ui/list-states';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useInvitations, useRenewInvitation, useRevokeInvitation } from '@/lib/api/invitations';
import type { Invitation, OpenInvitation } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';

interface Actions {
  onRenewed: (made: Invitation) => void;
  onRevoked: (id: string) => void;
}

function nameOf({ email, username, role }: OpenInvitation): string {
  return username ?? email ?? `a new ${role}`;
}

function Buttons({ invitation, onRenewed, onRevoked }: Actions & { invitation: OpenInvitation }) {
  const renew = useRenewInvitation(invitation.id);
  const revoke = useRevokeInvitation(invitation.id);
  const name = nameOf(invitation);
  const takeBack = () =>
    tellWhenDone(
      revoke.mutateAsync(undefined).then(() => onRevoked(invitation.id)),
      () => 'The invitation is taken back',
    );
  return (
    <Stack gap={4} align="flex-end">
      <Group gap={4} wrap="nowrap">
        <Button size="compact-sm" variant="subtle" loading={renew.isPending} onClick={() => renew.mutate(undefined, { onSuccess: onRenewed })} aria-label={`New link for ${name}`}>
          New link
        </Button>
        <GuardedButton
          label="Take back"
          describes={`Take back the invitation for ${name}`}
          title="Take this invitation back?"
          text="Its link opens nothing from now on."
          action="Take back"
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
        {invitation.username ?? invitation.email ?? 'Whoever has the link'}
      </Table.Td>
      <Table.Td>{role}</Table.Td>
      <Table.Td title={exactMoment(created_at)} style={{ overflowWrap: 'anywhere' }}>
        {ago(created_at)}
        {invited_by && ` by ${invited_by}`}
      </Table.Td>
      <Table.Td title={exactMoment(expires_at)}>
        {expired ? (
          <Badge variant="light" color="orange" tt="none">
            Expired
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

const headings = ['For', 'Role', 'Made', 'Ends'];

/** Invitations that nobody has used. A lost link is replaced: the server keeps no code. */
export function InvitationList(actions: Actions) {
  const { data, error, refetch } = useInvitations();
  const empty = (
    <Text size="sm" c="dimmed">
      No invitation is open.
    </Text>
  );
  return (
    <Stack gap="xs" component="section" aria-label="Open invitations">
      <Title order={2} size="h4">
        Open invitations
      </Title>
      <ListStates items={data} error={error} onRetry={() => void refetch()} empty={empty}>
        {(invitations) => (
          <Paper p="xs">
            <Table.ScrollContainer minWidth={640} type="native">
              <Table verticalSpacing="sm" fz="sm" aria-label="Open invitations">
                <Table.Thead>
                  <Table.Tr>
                    {headings.map((heading) => (
                      <Table.Th key={heading}>{heading}</Table.Th>
                    ))}
                    <Table.Td aria-label="Actions" />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {invitations.map((each) => (
                    <Line key={each.id} invitation={each} {...actions} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Paper>
        )}
      </ListStates>
    </Stack>
  );
}

'use client';

import { Button, Group, Paper, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { ErrorPanel } from '@/components/ui/error-panel';
import { rolesOf } from '@/lib/admin/roles';
import { useInvite } from '@/lib/api/members';
import type { Invitation, MemberRole } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import { MadeInvitation } from './made-invitation';

function InviteForm({ onMade }: { onMade: (made: Invitation) => void }) {
  const invite = useInvite();
  const mine = useMe()?.role;
  const form = useForm<{ role: MemberRole; email: string }>({
    initialValues: { role: 'analyst', email: '' },
    validate: { email: (text) => (text.trim() && !text.includes('@') ? 'That is no e-mail address' : null) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ role, email }) => {
    onMade(await invite.mutateAsync({ role, email: email.trim() || undefined }));
    form.reset();
  });
  return (
    <Paper p="lg" component="section" aria-label="Invite somebody">
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Title order={2} size="h4">
            Invite somebody
          </Title>
          {error && <ErrorPanel error={error} />}
          <Radio.Group label="Role" {...form.getInputProps('role')}>
            <Stack gap="xs" mt="xs">
              {rolesOf(mine).map(({ value, label, means }) => (
                <Radio key={value} value={value} label={label} description={means} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput label="E-mail" description="Only somebody with this address can then use the invitation. Parlance sends no e-mail." type="email" maw={420} {...form.getInputProps('email')} />
          <Group>
            <Button type="submit" loading={busy}>
              Make an invitation
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** The server tells a code once and lists none, so those that were made in this visit stay in sight. */
function Invitations() {
  const [made, setMade] = useState<Invitation[]>([]);
  return (
    <Stack>
      <InviteForm onMade={(each) => setMade([each, ...made])} />
      {made.map((each) => (
        <MadeInvitation key={each.code} invitation={each} />
      ))}
      <Text size="sm" c="dimmed">
        An invitation is good once, and for a week. Its code is shown only now.
      </Text>
    </Stack>
  );
}

export function InvitationsPage() {
  return (
    <PermissionGuard permission="admin" title="Only administrators invite people">
      <Invitations />
    </PermissionGuard>
  );
}

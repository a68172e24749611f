'use client';

import { Paper, Radio, Select, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { FormFoot } from '@/components/ui/form-foot';
import { Waiting } from '@/components/ui/waiting';
import { rolesOf } from '@/lib/admin/roles';
import { useInvite } from '@/lib/api/invitations';
import { useTenant } from '@/lib/api/tenant';
import type { Invitation, MemberRole } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';
import * as t from '@/texts/invitations';
import { InvitationList } from './invitation-list';
import { MadeInvitation } from './made-invitation';

const lives = ['1', '7', '30', '90'].map((value) => ({ value, label: value === '1' ? t.aDay : t.dayChoice(value) }));

function InviteForm({ proposed, onMade }: { proposed: MemberRole; onMade: (made: Invitation) => void }) {
  const invite = useInvite();
  const mine = useMe()?.role;
  const form = useForm<{ role: MemberRole; email: string; days: string }>({
    initialValues: { role: proposed, email: '', days: '7' },
    validate: { email: (text) => (text.trim() && !text.includes('@') ? t.notAnEmail : null) },
  });
  const { error, busy, onSubmit } = useSubmit(form, async ({ role, email, days }) => {
    onMade(await invite.mutateAsync({ role, email: email.trim() || undefined, expires_in_days: Number(days) }));
    form.reset();
  });
  return (
    <Paper p="lg" component="section" aria-label={t.inviteSomebody}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Title order={2} size="h4">
            {t.inviteSomebody}
          </Title>
          <Radio.Group label={t.role} {...form.getInputProps('role')}>
            <Stack gap="xs" mt="xs">
              {rolesOf(mine).map(({ value, label, means }) => (
                <Radio key={value} value={value} label={label} description={means} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput label={t.eMail} description={t.emailHelp} type="email" maw={420} {...form.getInputProps('email')} />
          <Select label={t.goodFor} data={lives} allowDeselect={false} w={160} {...form.getInputProps('days')} />
          <FormFoot action={t.makeInvitation} error={error} busy={busy} justify="flex-start" />
        </Stack>
      </form>
    </Paper>
  );
}

/** The server tells a code once, so those that were made in this visit stay in sight. */
function Invitations() {
  const [made, setMade] = useState<Invitation[]>([]);
  const add = (each: Invitation) => setMade((all) => [each, ...all.filter(({ id }) => id !== each.id)]);
  const drop = (gone: string) => setMade((all) => all.filter(({ id }) => id !== gone));
  const { data: tenant, error } = useTenant();
  if (!tenant && !error) return <Waiting h={320} />;
  return (
    <Stack>
      <InviteForm proposed={tenant?.invite_as ?? 'analyst'} onMade={add} />
      {made.map((each) => (
        <MadeInvitation key={each.code} invitation={each} />
      ))}
      <InvitationList onRenewed={add} onRevoked={drop} />
    </Stack>
  );
}

export function InvitationsPage() {
  return (
    <PermissionGuard permission="admin" title={t.onlyAdminsInvite}>
      <Invitations />
    </PermissionGuard>
  );
}

import { Alert, Stack, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Command } from '@/components/ui/command';
import { invitationLink } from '@/lib/admin/roles';
import { useSignInSettings } from '@/lib/api/sign-in';
import type { Invitation } from '@/lib/api/types';
import { exactMoment } from '@/lib/format';
import * as t from '@/texts/invitations';

export function MadeInvitation({ invitation: { code, role, expires_at } }: { invitation: Invitation }) {
  const { data: signIn } = useSignInSettings();
  const provider = signIn?.provider?.enabled ? signIn.provider.id : undefined;
  return (
    <Alert variant="light" radius="lg" icon={<IconMailCheck aria-hidden />} title={t.invitationAs(role)} role="status">
      <Stack gap="xs">
        <Text size="sm">{t.sendInvitation(exactMoment(expires_at))}</Text>
        <Command label={t.invitationLink} text={invitationLink(window.location.origin, code, provider)} />
        <Text size="sm">{t.orCode}</Text>
        <Command label={t.invitationCode} text={code} />
      </Stack>
    </Alert>
  );
}

import { Alert, Stack, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Command } from '@/components/ui/command';
import { invitationLink } from '@/lib/admin/roles';
import { useSignInSettings } from '@/lib/api/sign-in';
import type { Invitation } from '@/lib/api/types';
import { exactMoment } from '@/lib/format';

export function MadeInvitation({ invitation: { code, role, expires_at } }: { invitation: Invitation }) {
  const { data: signIn } = useSignInSettings();
  const provider = signIn?.provider?.enabled ? signIn.provider.id : undefined;
  return (
    <Alert variant="light" radius="lg" icon={<IconMailCheck aria-hidden />} title={`An invitation as ${role}`} role="status">
      <Stack gap="xs">
        <Text size="sm">Send this link to the person. It holds until {exactMoment(expires_at)}, and works once.</Text>
        <Command label="Invitation link" text={invitationLink(window.location.origin, code, provider)} />
        <Text size="sm">Or the code alone, for the form in which accounts are made:</Text>
        <Command label="Invitation code" text={code} />
      </Stack>
    </Alert>
  );
}

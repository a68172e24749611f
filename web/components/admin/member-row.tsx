import { Avatar, Badge, Box, Button, Code, Group, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMe } from '@/components/auth/auth-context';
import { GuardedButton } from '@/components/ui/guarded-button';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useChangeMember, useRemoveMember } from '@/lib/api/members';
import type { Member } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/members';
import { AttributesModal } from './attributes-modal';
import { RoleSelect } from './role-select';

function Person({ member: { username, email, disabled_at }, own }: { member: Member; own: boolean }) {
  return (
    <Group gap="sm" wrap="nowrap" maw={300}>
      <Avatar size={34} radius="xl" color="tide" aria-hidden>
        {Array.from(username).slice(0, 2).join('').toUpperCase()}
      </Avatar>
      <Box miw={0}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={550} truncate title={username}>
            {username}
          </Text>
          {own && (
            <Badge size="sm" variant="default" tt="none">
              {t.you}
            </Badge>
          )}
          {disabled_at && (
            <Badge size="sm" variant="light" color="orange" tt="none" title={exactMoment(disabled_at)} style={{ flexShrink: 0 }}>
              {t.switchedOff}
            </Badge>
          )}
        </Group>
        {email && (
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
        )}
      </Box>
    </Group>
  );
}

function Attributes({ member }: { member: Member }) {
  const [opened, { open, close }] = useDisclosure();
  const all = Object.entries(member.attributes);
  return (
    <Group gap={6} maw={280}>
      {all.slice(0, 4).map(([name, value]) => (
        <Code key={name} style={{ overflowWrap: 'anywhere' }}>{`${name} = ${value}`}</Code>
      ))}
      {all.length > 4 && <Text size="xs">{t.andMore(all.length - 4)}</Text>}
      <Button size="compact-xs" variant="subtle" onClick={open} aria-label={t.attributesOf(member.username)}>
        {all.length === 0 ? t.add : t.edit}
      </Button>
      {opened && <AttributesModal member={member} onClose={close} />}
    </Group>
  );
}

function Switch({ member: { user_id, username, disabled_at } }: { member: Member }) {
  const { mutateAsync, isPending, error } = useChangeMember(user_id);
  const change = (disabled: boolean) => tellWhenDone(mutateAsync({ disabled }), () => t.switchedOnOrOff(username, disabled));
  if (disabled_at) {
    return (
      <Button size="compact-sm" variant="subtle" loading={isPending} onClick={() => change(false)} aria-label={t.switchOnNamed(username)}>
        {t.switchOn}
      </Button>
    );
  }
  return (
    <GuardedButton
      label={t.switchOff}
      describes={t.switchOffNamed(username)}
      title={t.reallySwitchOff(username)}
      text={t.switchOffMeans}
      action={t.switchOff}
      color="orange"
      busy={isPending}
      error={error}
      onConfirm={() => change(true)}
    />
  );
}

function Remove({ member: { user_id, username } }: { member: Member }) {
  const { mutateAsync, isPending, error } = useRemoveMember(user_id);
  const remove = () => tellWhenDone(mutateAsync(), () => t.memberRemoved(username));
  return (
    <GuardedButton
      label={t.remove}
      describes={t.removeNamed(username)}
      title={t.reallyRemove(username)}
      text={t.removeMemberMeans}
      action={t.removeMember}
      busy={isPending}
      error={error}
      onConfirm={remove}
    />
  );
}

export function MemberRow({ member }: { member: Member }) {
  const own = useMe()?.user.id === member.user_id;
  const seen = member.last_seen_at;
  return (
    <Table.Tr>
      <Table.Td>
        <Person member={member} own={own} />
      </Table.Td>
      <Table.Td>
        <RoleSelect member={member} own={own} />
      </Table.Td>
      <Table.Td>
        <Attributes member={member} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }} title={seen && exactMoment(seen)}>
        {seen ? ago(seen) : t.never}
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {!own && <Switch member={member} />}
        {!own && <Remove member={member} />}
      </Table.Td>
    </Table.Tr>
  );
}

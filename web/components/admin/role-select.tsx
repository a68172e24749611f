import { Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { ConfirmModal } from '@/components/ui/confirm-modal';
import { roles, rolesOf } from '@/lib/admin/roles';
import { useChangeMember } from '@/lib/api/members';
import type { Member, MemberRole } from '@/lib/api/types';
import * as t from '@/texts/members';

/** A person's role. A change is asked about, for it holds from their next request on. */
export function RoleSelect({ member, own }: { member: Member; own: boolean }) {
  const [wanted, setWanted] = useState<MemberRole>();
  const { mutate, isPending, error, reset } = useChangeMember(member.user_id);
  const mine = useMe()?.role;
  const { username, role } = member;
  const open = rolesOf(mine);
  if (!open.some(({ value }) => value === role)) return <Text size="sm">{roles.find(({ value }) => value === role)?.label}</Text>;
  const close = () => {
    setWanted(undefined);
    reset();
  };
  const confirm = () => {
    if (!wanted) return;
    mutate({ role: wanted }, {
      onSuccess: () => {
        close();
        notifications.show({ message: t.roleChanged(username, wanted) });
      },
    });
  };
  const chosen = roles.find(({ value }) => value === wanted);
  return (
    <>
      <Select
        aria-label={t.roleOf(username)}
        w={130}
        size="sm"
        data={open}
        value={role}
        allowDeselect={false}
        onChange={(value) => value !== role && setWanted(value ?? undefined)}
      />
      <ConfirmModal
        opened={wanted !== undefined}
        title={t.reallyMake(username, wanted ?? '')}
        text={t.roleChangeMeans(chosen?.means ?? '', own)}
        action={t.changeRole}
        cancel={t.leaveIt}
        busy={isPending}
        error={error}
        onConfirm={confirm}
        onClose={close}
      />
    </>
  );
}

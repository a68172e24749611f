import { Menu } from '@mantine/core';
import { IconBook2, IconKey, IconKeyboard, IconLogout, IconMap2 } from '@tabler/icons-react';
import { useMe } from '@/components/auth/auth-context';
import { useDeeds } from '@/components/ask/thread-context';
import { useHelp } from '@/components/help/help-context';
import { Link } from '@/components/ui/link';
import { logout } from '@/lib/api/auth';
import * as t from '@/texts/shell';

/** What the menu of the person who is signed in holds. */
export default function UserChoices() {
  const me = useMe();
  const { reset } = useDeeds();
  const { showShortcuts, startTour } = useHelp();

  async function leave() {
    await logout();
    reset();
  }

  return (
    <>
      <Menu.Label>
        {t.roleOfTeam(me?.role, me?.tenant.name)}
      </Menu.Label>
      <Menu.Item component={Link} href="/admin/keys" leftSection={<IconKey size={16} />}>
        {t.keysAndSessions}
      </Menu.Item>
      <Menu.Item onClick={showShortcuts} leftSection={<IconKeyboard size={16} />}>
        {t.keys}
      </Menu.Item>
      <Menu.Item onClick={startTour} leftSection={<IconMap2 size={16} />}>
        {t.takeTour}
      </Menu.Item>
      <Menu.Item component="a" href="/docs" leftSection={<IconBook2 size={16} />}>
        {t.apiReference}
      </Menu.Item>
      <Menu.Item onClick={() => void leave()} leftSection={<IconLogout size={16} />}>
        {t.signOut}
      </Menu.Item>
    </>
  );
}

import { Avatar, Box, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconBook2, IconKey, IconKeyboard, IconLogout, IconMap2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useMe } from '@/components/auth/auth-context';
import { useThread } from '@/components/ask/thread-context';
import { useHelp } from '@/components/help/help-context';
import { logout } from '@/lib/api/auth';
import classes from './navigation.module.css';

export function UserMenu() {
  const me = useMe();
  const { reset } = useThread();
  const { showShortcuts, startTour } = useHelp();
  if (!me) return null;

  async function leave() {
    await logout();
    reset();
  }

  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={`Account of ${me.user.username}`}>
          <Group gap="xs" wrap="nowrap">
            <Avatar size={32} radius="xl" color="tide" aria-hidden>
              {me.user.username.slice(0, 2).toUpperCase()}
            </Avatar>
            <Box className={classes.who}>
              <Text size="sm" fw={550} truncate>
                {me.user.username}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {me.tenant.name}
              </Text>
            </Box>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.role} of {me.tenant.name}
        </Menu.Label>
        <Menu.Item component={Link} href="/admin/keys" leftSection={<IconKey size={16} />}>
          Keys and sessions
        </Menu.Item>
        <Menu.Item onClick={showShortcuts} leftSection={<IconKeyboard size={16} />}>
          Keys
        </Menu.Item>
        <Menu.Item onClick={startTour} leftSection={<IconMap2 size={16} />}>
          Take the tour
        </Menu.Item>
        <Menu.Item component="a" href="/docs" leftSection={<IconBook2 size={16} />}>
          API reference
        </Menu.Item>
        <Menu.Item onClick={() => void leave()} leftSection={<IconLogout size={16} />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Avatar, Box, Group, Text, UnstyledButton } from '@mantine/core';
import { lazy } from 'react';
import { DeferredMenu } from '@/components/ui/deferred-menu';
import type { Me } from '@/lib/api/types';
import * as t from '@/texts/shell';
import classes from './navigation.module.css';

const UserChoices = lazy(() => import('./user-choices'));

export function UserMenu({ me }: { me: Me }) {
  const { username } = me.user;
  const target = (
    <UnstyledButton className={classes.user} aria-label={t.accountOf(username)}>
      <Group gap="xs" wrap="nowrap">
        <Avatar size={32} radius="xl" color="tide" aria-hidden>
          {username.slice(0, 2).toUpperCase()}
        </Avatar>
        <Box className={classes.who}>
          <Text size="sm" fw={550} truncate>
            {username}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {me.tenant.name}
          </Text>
        </Box>
      </Group>
    </UnstyledButton>
  );
  return (
    <DeferredMenu position="top-start" width={220} target={target}>
      <UserChoices />
    </DeferredMenu>
  );
}

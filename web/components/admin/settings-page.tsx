'use client';

import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useClearCache } from '@/lib/api/cache';
import { useConnections } from '@/lib/api/connections';
import { count } from '@/lib/format';
import { DeleteTeam } from './delete-team';
import { TeamSettings } from './team-settings';

function Remembered() {
  const [source, setSource] = useState('');
  const { data: connections } = useConnections();
  const { mutate, isPending, error } = useClearCache();
  const forget = () =>
    mutate(source, {
      onSuccess: ({ forgotten }) => notifications.show({ message: `${count(forgotten, 'result')} forgotten` }),
    });
  return (
    <Paper p="lg" component="section" aria-label="Remembered results">
      <Stack gap="sm">
        <Title order={2} size="h4">
          Remembered results
        </Title>
        <Text size="sm" c="dimmed" maw={620}>
          For a short time the server remembers results, for people with the same rights. Forget them when data was corrected
          and the next answer must not be a minute old.
        </Text>
        {error && <ErrorPanel error={error} />}
        <Group align="flex-end">
          <Select
            label="Of"
            placeholder="Every source"
            data={connections?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            clearable
            clearButtonProps={{ 'aria-label': 'Take every source' }}
            value={source || null}
            onChange={(value) => setSource(value ?? '')}
          />
          <Button variant="default" loading={isPending} onClick={forget}>
            Forget them
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Settings() {
  const me = useMe();
  return (
    <Stack>
      <TeamSettings />
      <Remembered />
      {me && <DeleteTeam team={me.tenant.name} />}
    </Stack>
  );
}

export function SettingsPage() {
  return (
    <PermissionGuard permission="admin" title="Only administrators change settings">
      <Settings />
    </PermissionGuard>
  );
}

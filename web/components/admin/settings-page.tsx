'use client';

import { Anchor, Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useClearCache } from '@/lib/api/cache';
import { useConnections } from '@/lib/api/connections';
import { count } from '@/lib/format';

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
      <Paper p="lg" component="section" aria-label="Team">
        <Stack gap={4}>
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {me?.tenant.name}
          </Title>
          <Text size="sm" c="dimmed">
            You are {me?.role} of this team. Models have <Anchor component={Link} href="/models" underline="always">a page of their own</Anchor>, and
            who sees what is said in <Anchor component={Link} href="/policies" underline="always">policies</Anchor>.
          </Text>
        </Stack>
      </Paper>
      <Remembered />
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

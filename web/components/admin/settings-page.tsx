'use client';

import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMe } from '@/components/auth/auth-context';
import { PermissionGuard } from '@/components/auth/permission-guard';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useClearCache } from '@/lib/api/cache';
import { useConnections } from '@/lib/api/connections';
import * as t from '@/texts/settings';
import { DeleteTeam } from './delete-team';
import { TeamSettings } from './team-settings';

function Remembered() {
  const [source, setSource] = useState('');
  const { data: connections } = useConnections();
  const { mutate, isPending, error } = useClearCache();
  const forget = () =>
    mutate(source, {
      onSuccess: ({ forgotten }) => notifications.show({ message: t.resultsForgotten(forgotten) }),
    });
  return (
    <Paper p="lg" component="section" aria-label={t.rememberedResults}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.rememberedResults}
        </Title>
        <Text size="sm" c="dimmed" maw={620}>
          {t.rememberedAbout}
        </Text>
        {error && <ErrorPanel error={error} />}
        <Group align="flex-end">
          <Select
            label={t.ofWhat}
            placeholder={t.everySource}
            data={connections?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            clearable
            clearButtonProps={{ 'aria-label': t.takeEverySource }}
            value={source || null}
            onChange={(value) => setSource(value ?? '')}
          />
          <Button variant="default" loading={isPending} onClick={forget}>
            {t.forgetThem}
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
    <PermissionGuard permission="admin" title={t.onlyAdminsChangeSettings}>
      <Settings />
    </PermissionGuard>
  );
}

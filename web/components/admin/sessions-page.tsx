'use client';

import { Badge, Box, Group, Paper, Stack, Text } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { GuardedButton } from '@/components/ui/guarded-button';
import { ListStates } from '@/components/ui/list-states';
import { tellWhenDone } from '@/components/ui/tell-when-done';
import { useEndSession, useSessions } from '@/lib/api/sessions';
import type { PersonSession } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/sessions';
import { ConnectedAccount } from './connected-account';

function End({ session: { id, user_agent } }: { session: PersonSession }) {
  const { mutateAsync, isPending, error } = useEndSession(id);
  return (
    <GuardedButton
      label={t.end}
      describes={t.endSessionOf(user_agent)}
      title={t.reallyEndSession}
      text={t.endSessionMeans(user_agent)}
      action={t.endSession}
      busy={isPending}
      error={error}
      onConfirm={() => tellWhenDone(mutateAsync(), () => t.sessionEnded)}
    />
  );
}

function SessionCard({ session }: { session: PersonSession }) {
  const { user_agent, address, created_at, last_used_at, expires_at, current } = session;
  return (
    <Paper p="md" component="article" aria-label={user_agent || t.unnamedProgram}>
      <Group wrap="nowrap" align="flex-start">
        <IconDeviceDesktop size={20} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
        <Box flex={1} miw={0}>
          <Text size="sm" fw={550} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {user_agent || t.unnamedProgram}
          </Text>
          <Text size="sm" c="dimmed">
            {address && `${address} · `}
            {t.sessionFacts(<span title={exactMoment(last_used_at)}>{ago(last_used_at)}</span>, ago(created_at), ago(expires_at))}
          </Text>
        </Box>
        {current ? (
          <Badge variant="light" tt="none" style={{ flexShrink: 0 }}>
            {t.thisSession}
          </Badge>
        ) : (
          <End session={session} />
        )}
      </Group>
    </Paper>
  );
}

export function SessionsPage() {
  const { data, error, refetch } = useSessions();
  return (
    <ListStates items={data} error={error} onRetry={() => void refetch()} empty={null}>
      {(sessions) => (
        <Stack gap="sm">
          <ConnectedAccount />
          <Text size="sm" c="dimmed">
            {t.sessionsAbout}
          </Text>
          {sessions.map((session) => (
            <SessionCard key={session.id} session={session} />
          ))}
        </Stack>
      )}
    </ListStates>
  );
}

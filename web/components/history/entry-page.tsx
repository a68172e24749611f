'use client';

import { Button, Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { SqlPanel } from '@/components/ask/sql-panel';
import { BackLink } from '@/components/ui/back-link';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { useHistoryEntry } from '@/lib/api/history';
import type { HistoryDetail } from '@/lib/api/types';
import { asked } from '@/lib/ask/asked';
import { duration, exactMoment, percent } from '@/lib/format';
import { usePathId } from '@/lib/use-path-id';
import * as t from '@/texts/history';
import { OutcomeBadge } from './outcome-badge';

function factsOf({ created_at, duration_ms, row_count, confidence, error_code }: HistoryDetail): string {
  const facts = [
    exactMoment(created_at),
    duration(duration_ms),
    row_count === undefined ? undefined : t.rowCount(row_count),
    confidence === undefined ? undefined : t.shareSure(percent(confidence)),
    error_code,
  ];
  return facts.filter(Boolean).join(' · ');
}

function Entry({ entry }: { entry: HistoryDetail }) {
  const { data: connections } = useConnections();
  const source = connections?.find((each) => each.id === entry.connection_id);
  const dialect = source?.kind ?? 'postgres';
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Title order={1} size={30} style={{ overflowWrap: 'anywhere' }}>
          {asked(entry) ?? t.sql}
        </Title>
        <OutcomeBadge outcome={entry.outcome} />
      </Group>
      <Text c="dimmed">
        {source?.name ?? t.sourceGone} · {factsOf(entry)}
      </Text>
      {entry.explanation && <Text>{entry.explanation}</Text>}
      {entry.sql && (
        <Paper p="md">
          <SqlPanel sql={entry.sql} dialect={dialect} />
        </Paper>
      )}
      {entry.question && source && (
        <Button component={Link} href={`/ask?again=${entry.id}`} leftSection={<IconRepeat size={16} />} w="fit-content">
          {t.askAgain}
        </Button>
      )}
    </Stack>
  );
}

export function EntryPage() {
  const id = usePathId();
  const { data: entry, error, refetch } = useHistoryEntry(id);
  return (
    <Container size="md" py={{ base: 'lg', sm: 'xl' }}>
      <BackLink href="/history" label={t.history} />
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!entry && !error && <Waiting h={240} radius="lg" mt="md" />}
      {entry && <Entry entry={entry} />}
    </Container>
  );
}

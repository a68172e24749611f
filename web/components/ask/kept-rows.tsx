import { Button, Group, Skeleton, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import { useDeeds, useThread } from './thread-context';

function useRows(turn: Turn, atOnce: boolean) {
  const { fetchRows } = useDeeds();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const asked = useRef(false);

  async function fetch() {
    setBusy(true);
    setError(null);
    try {
      await fetchRows(turn);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }
  useEffect(() => {
    if (!atOnce || asked.current) return;
    asked.current = true;
    void fetch();
  });
  return { busy, error, fetch: () => void fetch() };
}

/** Rows are never kept: those of the last answer come by themselves, those of earlier ones when asked for. */
export function KeptRows({ turn }: { turn: Turn }) {
  const { turns } = useThread();
  const { busy, error, fetch } = useRows(turn, turns.at(-1)?.key === turn.key);
  if (error) return <ErrorPanel error={error} onRetry={fetch} />;
  if (busy) return <Skeleton h={220} aria-label={t.gettingTheRows} role="status" />;
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed">
        {turn.answer ? t.hadRows(turn.answer.row_count) : t.rowsNotKept}
      </Text>
      <Button size="compact-sm" variant="light" onClick={fetch}>
        {t.getAnew}
      </Button>
    </Group>
  );
}

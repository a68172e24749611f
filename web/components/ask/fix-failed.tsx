import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { asApiError } from '@/lib/api/errors';
import { useFixSql } from '@/lib/api/sql';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import { useDeeds } from './thread-context';

/** Has SQL that failed repaired, and asks what came of it. */
export function FixFailed({ turn }: { turn: Turn }) {
  const { ask } = useDeeds();
  const { mutate, isPending } = useFixSql(turn.connectionId);
  function fix() {
    mutate(
      { sql: turn.question },
      {
        onSuccess: ({ sql }) => ask(sql, turn.connectionId, turn.title),
        onError: (error) => notifications.show({ color: 'red', message: asApiError(error).message }),
      },
    );
  }
  return (
    <Button size="xs" variant="default" loading={isPending} onClick={fix}>
      {t.fixIt}
    </Button>
  );
}

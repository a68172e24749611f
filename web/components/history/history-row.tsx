import { Box, Group, Text } from '@mantine/core';
import { Link } from '@/components/ui/link';
import type { HistoryItem } from '@/lib/api/types';
import { ago, duration, exactMoment } from '@/lib/format';
import * as t from '@/texts/history';
import classes from './history.module.css';
import { OutcomeBadge } from './outcome-badge';

export function HistoryRow({ item, source }: { item: HistoryItem; source?: string }) {
  const { id, kind, question, sql, outcome, row_count, duration_ms, created_at } = item;
  const facts = [
    source,
    row_count !== undefined && outcome === 'answered' ? t.rowCount(row_count) : undefined,
    duration(duration_ms),
  ];
  return (
    <li className={classes.row}>
      <Link href={`/history/${id}`} className={classes.link}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Box miw={0}>
            <Text truncate ff={kind === 'sql' ? 'monospace' : undefined} fz={kind === 'sql' ? 'sm' : undefined}>
              {question ?? sql}
            </Text>
            <Text size="sm" c="dimmed" truncate>
              <time dateTime={created_at} title={exactMoment(created_at)}>
                {ago(created_at)}
              </time>
              {facts.filter(Boolean).map((fact) => ` · ${fact}`)}
            </Text>
          </Box>
          <OutcomeBadge outcome={outcome} />
        </Group>
      </Link>
    </li>
  );
}

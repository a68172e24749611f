import { Box, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { Connection, LogItem } from '@/lib/api/types';
import { ago, duration, exactMoment } from '@/lib/format';
import { actionWords, doorWords, isAsked, titleOf, whoOf } from '@/lib/logs/words';
import * as t from '@/texts/logs';
import { LogBadge } from './log-badge';
import { LogDetails } from './log-details';
import classes from './logs.module.css';

function factsOf(item: LogItem, source?: Connection): string {
  const { action, row_count, duration_ms, outcome } = item;
  const facts = [
    isAsked(item) ? actionWords(action) : undefined,
    doorWords(item.door),
    source?.name,
    row_count !== undefined && outcome === 'answered' ? t.rowCount(row_count) : undefined,
    duration_ms === undefined ? undefined : duration(duration_ms),
  ];
  return facts.filter(Boolean).map((fact) => ` · ${fact}`).join('');
}

export function LogRow({ item, source }: { item: LogItem; source?: Connection }) {
  const [opened, { toggle }] = useDisclosure();
  const id = useId();
  const isSql = !item.question && item.sql !== undefined;
  return (
    <li className={classes.row}>
      <UnstyledButton className={classes.head} aria-expanded={opened} aria-controls={id} onClick={toggle}>
        <Group wrap="nowrap" gap="sm" align="flex-start">
          <IconChevronRight size={16} className={classes.chevron} aria-hidden />
          <Box miw={0} flex={1}>
            <Text truncate ff={isSql ? 'monospace' : undefined} fz={isSql ? 'sm' : undefined}>
              {titleOf(item)}
            </Text>
            <Text size="sm" c="dimmed" truncate>
              <Text span inherit fw={550}>
                {whoOf(item)}
              </Text>
              {' · '}
              <time dateTime={item.at} title={exactMoment(item.at)}>
                {ago(item.at)}
              </time>
              {factsOf(item, source)}
            </Text>
          </Box>
          <LogBadge outcome={item.outcome} />
        </Group>
      </UnstyledButton>
      <div id={id} hidden={!opened} className={classes.body}>
        {opened && <LogDetails item={item} source={source} />}
      </div>
    </li>
  );
}

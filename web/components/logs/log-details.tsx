import { Code, Group, Stack, Text } from '@mantine/core';
import { SqlView } from '@/components/result/sql-view';
import { CopyButton } from '@/components/ui/copy-button';
import { useApiKeys } from '@/lib/api/api-keys';
import type { Connection, LogItem } from '@/lib/api/types';
import { factsOf } from '@/lib/logs/facts';
import * as t from '@/texts/logs';
import classes from './logs.module.css';

function Sql({ title, sql, dialect }: { title: string; sql: string; dialect: string }) {
  return (
    <Stack gap={4} component="section" aria-label={title}>
      <Group justify="space-between">
        <Text size="sm" fw={550}>
          {title}
        </Text>
        <CopyButton value={sql} label={t.copySql} />
      </Group>
      <SqlView sql={sql} dialect={dialect} />
    </Stack>
  );
}

/** Everything that the log holds of one entry. */
export function LogDetails({ item, source }: { item: LogItem; source?: Connection }) {
  const { data: keys } = useApiKeys();
  const apiKey = keys?.find(({ id }) => id === item.api_key_id)?.name;
  const dialect = source?.kind ?? 'postgres';
  return (
    <Stack gap="sm">
      <dl className={classes.facts}>
        {factsOf(item, source?.name, apiKey).map(({ name, value, code }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{code ? <Code>{value}</Code> : value}</dd>
          </div>
        ))}
      </dl>
      {item.sql && <Sql title={t.sqlWritten} sql={item.sql} dialect={dialect} />}
      {item.executed_sql && <Sql title={t.sqlRan} sql={item.executed_sql} dialect={dialect} />}
      {item.request_id && (
        <Group>
          <CopyButton value={item.request_id} label={t.copyRequestId} />
        </Group>
      )}
    </Stack>
  );
}

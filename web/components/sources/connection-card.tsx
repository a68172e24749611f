import { Anchor, Badge, Box, Button, Group, Paper, Text, ThemeIcon } from '@mantine/core';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { useTestConnection } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import { ago } from '@/lib/format';
import * as t from '@/texts/sources';
import { ConnectionMenu } from './connection-menu';
import { KindIcon } from './kind-icon';
import classes from './sources.module.css';
import { TestView } from './test-view';

function placeOf({ kind, host, port, database, file, is_sample }: Connection): string {
  if (is_sample) return t.sampleData;
  if (kind === 'postgres') return `PostgreSQL · ${host ?? ''}:${port ?? 5432}/${database ?? ''}`;
  return `${kind === 'sqlite' ? t.sQLite : t.uploadedFiles}${file ? ` · ${file}` : ''}`;
}

export function ConnectionCard({ connection }: { connection: Connection }) {
  const { id, name, tables, refreshed_at, is_default } = connection;
  const test = useTestConnection(id);
  return (
    <Paper p="md" component="article" aria-label={name}>
      <Group wrap="nowrap" align="center">
        <ThemeIcon variant="light" size={42} radius="md" aria-hidden visibleFrom="xs">
          <KindIcon connection={connection} />
        </ThemeIcon>
        <Box flex={1} className={classes.name}>
          <Group gap="xs">
            <Anchor component={Link} href={`/sources/${id}`} c="inherit" fw={600}>
              {name}
            </Anchor>
            {is_default && (
              <Badge variant="light" tt="none" fw={550}>
                {t.isDefault}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {[placeOf(connection), tables !== undefined && t.tableCount(tables)].filter(Boolean).join(' · ')}
            {refreshed_at && t.readWhen(ago(refreshed_at))}
          </Text>
        </Box>
        <Button component={Link} href={`/ask?source=${id}`} variant="light" visibleFrom="xs">
          {t.ask}
        </Button>
        <ConnectionMenu connection={connection} onTest={() => test.mutate()} testing={test.isPending} />
      </Group>
      {test.error && (
        <Box mt="sm">
          <ErrorPanel error={test.error} onRetry={() => test.mutate()} />
        </Box>
      )}
      {test.data && (
        <Box mt="sm">
          <TestView report={test.data} />
        </Box>
      )}
    </Paper>
  );
}

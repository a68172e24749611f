import { Group, Stack, Text } from '@mantine/core';
import { SqlView } from '@/components/result/sql-view';
import { CopyButton } from '@/components/ui/copy-button';

const dialectNames: Record<string, string> = {
  postgres: 'PostgreSQL',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
};

export function SqlPanel({ sql, dialect }: { sql: string; dialect: string }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="sm" fw={550}>
          SQL{' '}
          <Text span c="dimmed" inherit fw={400}>
            for {dialectNames[dialect] ?? dialect}
          </Text>
        </Text>
        <CopyButton value={sql} label="Copy SQL" />
      </Group>
      <SqlView sql={sql} dialect={dialect} />
    </Stack>
  );
}

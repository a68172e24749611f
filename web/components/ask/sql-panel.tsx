import { Group, Stack, Text } from '@mantine/core';
import { SqlView } from '@/components/result/sql-view';
import { CopyButton } from '@/components/ui/copy-button';
import * as t from '@/texts/sql';

const dialectNames: Record<string, string> = t.dialectNames;

export function SqlPanel({ sql, dialect }: { sql: string; dialect: string }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="sm" fw={550}>
          {t.sqlHeading(<Text span c="dimmed" inherit fw={400}>
            {t.sqlForDialect(dialectNames[dialect] ?? dialect)}
          </Text>)}
        </Text>
        <CopyButton value={sql} label={t.copySql} />
      </Group>
      <SqlView sql={sql} dialect={dialect} />
    </Stack>
  );
}

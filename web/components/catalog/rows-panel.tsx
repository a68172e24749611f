import { Stack, Text } from '@mantine/core';
import { ResultGrid } from '@/components/result/result-grid';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useSampleRows } from '@/lib/api/catalog';
import * as t from '@/texts/catalog';
import type { TableDesk } from './table-view';

/** Some rows, under the rights of the one who looks. */
export function RowsPanel({ source, table, told }: TableDesk) {
  const { data, error, refetch } = useSampleRows(source, table);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={240} />;
  const masked = told.columns.filter((column) => column.masked).map(({ name }) => name);
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {data.rows.length === 0 ? t.rowsEmpty : t.firstRowsAsYou(data.rows.length)}
        {masked.length > 0 && t.alsoMasked(masked.join(', '))}
      </Text>
      {data.rows.length > 0 && <ResultGrid columns={data.columns} rows={data.rows} label={t.rowsOf(table.name)} />}
    </Stack>
  );
}

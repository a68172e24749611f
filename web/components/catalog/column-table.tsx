import { Badge, Button, Group, Paper, Stack, Table, Text, Tooltip } from '@mantine/core';
import { IconEyeOff, IconKey, IconShieldExclamation, IconShieldSearch } from '@tabler/icons-react';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { useSensitiveColumns } from '@/lib/api/catalog';
import type { FoundColumn } from '@/lib/api/types';
import type { AtlasColumn } from '@/lib/catalog/types';
import { plain } from '@/lib/catalog/words';
import { percent } from '@/lib/format';
import * as t from '@/texts/catalog';
import { DescriptionField } from './description-field';
import type { TableDesk } from './table-view';

interface RowProps extends TableDesk {
  column: AtlasColumn;
  sensitive?: FoundColumn;
}

function Keys({ table, column }: RowProps) {
  const primary = table.primary_key.includes(column.name);
  if (!primary && !column.points_at) return null;
  return (
    <Stack gap={2}>
      {primary && (
        <Group gap={4} wrap="nowrap">
          <IconKey size={13} aria-hidden /> {t.primary}
        </Group>
      )}
      {column.points_at && <span style={{ overflowWrap: 'anywhere' }}>→ {column.points_at}</span>}
    </Stack>
  );
}

function Flags({ column, sensitive, source, table }: RowProps) {
  return (
    <>
      {column.masked && (
        <Tooltip label={t.maskedMeans} events={{ hover: true, focus: true, touch: true }}>
          <Badge size="sm" variant="light" color="gray" tt="none" leftSection={<IconEyeOff size={11} />} tabIndex={0}>
            {t.masked}
          </Badge>
        </Tooltip>
      )}
      {sensitive && (
        <Badge
          component={Link}
          href={`/policies?source=${source}&tab=rules&table=${encodeURIComponent([table.schema, table.name].filter(Boolean).join('.'))}`}
          size="sm"
          variant="light"
          color="orange"
          tt="none"
          style={{ cursor: 'pointer', maxWidth: 'none', flexShrink: 0 }}
          leftSection={<IconShieldExclamation size={11} />}
          aria-label={t.seemsSensitive(column.name, plain(sensitive.kind), percent(sensitive.confidence))}
        >
          {plain(sensitive.kind)}
        </Badge>
      )}
    </>
  );
}

function ColumnRow(props: RowProps) {
  const { column, source, table } = props;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6}>
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {column.name}
          </Text>
          <Flags {...props} />
        </Group>
      </Table.Td>
      <Table.Td c="dimmed">
        {(column.native_type || column.type).toLowerCase()}
        {column.nullable === false && t.required}
      </Table.Td>
      <Table.Td c="dimmed">
        <Keys {...props} />
      </Table.Td>
      <Table.Td c="dimmed" title={column.reason}>
        {column.meaning && column.meaning !== 'other' ? plain(column.meaning) : ''}
      </Table.Td>
      <Table.Td style={{ minWidth: 220 }}>
        <DescriptionField source={source} table={table} column={column.name} description={column.description} label={column.name} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Reads up to a hundred rows of each table, so only when somebody wants it. */
function LookForSensitive({ source }: { source: string }) {
  const { data, error, refetch, isFetching } = useSensitiveColumns(source);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {data && t.sensitiveCount(data.length)}
        </Text>
        <Button size="xs" variant="default" loading={isFetching} leftSection={<IconShieldSearch size={15} />} onClick={() => void refetch()}>
          {t.lookForSensitive}
        </Button>
      </Group>
      {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
    </Stack>
  );
}

export function ColumnTable(desk: TableDesk) {
  const { source, table, told } = desk;
  const mayAdmin = usePermission('admin');
  const { data: sensitive } = useSensitiveColumns(source);
  const flagOf = (name: string) =>
    sensitive?.find(({ column }) => column.schema === table.schema && column.table === table.name && column.column === name);
  return (
    <Stack gap="sm">
      {mayAdmin && <LookForSensitive source={source} />}
      <Paper p="xs">
        <Table.ScrollContainer minWidth={0} type="native" tabIndex={0} role="group" aria-label={t.columnsScroll(table.name)}>
          <Table verticalSpacing={6} fz="sm" aria-label={t.columnsOf(table.name)}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.column}</Table.Th>
                <Table.Th>{t.type}</Table.Th>
                <Table.Th>{t.key}</Table.Th>
                <Table.Th>{t.meaning}</Table.Th>
                <Table.Th>{t.description}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {told.columns.map((column) => (
                <ColumnRow key={column.name} {...desk} column={column} sensitive={flagOf(column.name)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
    </Stack>
  );
}

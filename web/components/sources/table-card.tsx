import { Badge, Group, Paper, Table, Text, Title } from '@mantine/core';
import type { Table as SchemaTable } from '@/lib/api/types';
import { count } from '@/lib/format';
import { isHit } from '@/lib/schema-search';

type ForeignKey = SchemaTable['foreign_keys'][number];

function targetOf(keys: ForeignKey[], column: string): string | undefined {
  const key = keys.find((each) => each.columns.includes(column));
  return key && `→ ${key.target_table}.${key.target_columns[key.columns.indexOf(column)] ?? ''}`;
}

function keyText(table: SchemaTable, column: string): string {
  const primary = table.primary_key.includes(column) ? 'primary key' : '';
  return [primary, targetOf(table.foreign_keys, column)].filter(Boolean).join(' ');
}

export function TableCard({ table, text }: { table: SchemaTable; text: string }) {
  const { name, kind, comment, columns, row_estimate } = table;
  return (
    <Paper p="md" component="section" aria-label={name}>
      <Group gap="xs" mb={comment ? 0 : 'xs'}>
        <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        {kind !== 'table' && <Badge variant="default" tt="none">{kind}</Badge>}
        {row_estimate !== undefined && (
          <Text size="sm" c="dimmed">
            about {count(row_estimate, 'row')}
          </Text>
        )}
      </Group>
      {comment && <Text size="sm" c="dimmed" mb="xs">{comment}</Text>}
      <Table.ScrollContainer minWidth={320} type="native">
        <Table verticalSpacing={5} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column</Table.Th>
              <Table.Th>Type</Table.Th>
              <Table.Th>Key</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((column) => (
              <Table.Tr key={column.name} bg={isHit(column.name, text) ? 'var(--parlance-mark)' : undefined}>
                <Table.Td title={column.comment}>{column.name}</Table.Td>
                <Table.Td c="dimmed">
                  {column.native_type.toLowerCase()}
                  {column.nullable ? '' : ', required'}
                </Table.Td>
                <Table.Td c="dimmed">{keyText(table, column.name)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

import { Paper, Table, Text } from '@mantine/core';
import { Waiting } from '@/components/ui/waiting';
import type { Cell, TableSample } from '@/lib/api/types';
import * as t from '@/texts/policies';

interface Props {
  samples: unknown[] | undefined;
  table: { schema: string; name: string };
  label: string;
}

function textOf(cell: Cell): string {
  if (cell === null) return 'NULL';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** Some rows of a table, as somebody sees them. */
export function SampleTable({ samples, table, label }: Props) {
  if (!samples) return <Waiting h={120} />;
  const sample = (samples as TableSample[]).find((each) => each.schema === table.schema && each.table === table.name);
  if (!sample) return <Text size="sm" c="dimmed">{t.tableIsHidden}</Text>;
  const { columns, rows } = sample.result;
  return (
    <Paper p={4}>
      <Table.ScrollContainer minWidth={0} type="native" tabIndex={0} role="group" aria-label={t.labelScrolls(label)}>
        <Table fz="xs" ff="monospace" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ name }, at) => (
                <Table.Th key={at}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, at) => (
              <Table.Tr key={at}>
                {row.map((cell, column) => (
                  <Table.Td key={column} c={cell === null ? 'dimmed' : undefined} style={{ whiteSpace: 'nowrap', maxWidth: 240, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                    {textOf(cell)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length === 0 && <Text size="sm" c="dimmed" p="xs">{t.rowsHidden}</Text>}
    </Paper>
  );
}

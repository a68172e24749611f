import { Paper, Table } from '@mantine/core';
import { dollars, duration } from '@/lib/format';
import type { UsageSum } from '@/lib/models/usage';

const number = { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;
const columns = ['Calls', 'Failed', 'Tokens in', 'cached', 'out', 'Cost', 'Mean time'];

function cellsOf({ calls, failures, input, cached, output, cost, ms }: UsageSum): string[] {
  const amounts = [calls, failures, input, cached, output].map((each) => each.toLocaleString());
  return [...amounts, dollars(cost), calls > 0 ? duration(ms / calls) : '–'];
}

export function UsageTable({ sums, heading }: { sums: UsageSum[]; heading: string }) {
  return (
    <Paper p="xs">
      <Table.ScrollContainer minWidth={620} type="native">
        <Table fz="sm" aria-label="Usage">
          <Table.Thead>
            <Table.Tr>
              <Table.Th tt="capitalize">{heading}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} style={number}>
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sums.map((sum) => (
              <Table.Tr key={sum.name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{sum.name}</Table.Td>
                {cellsOf(sum).map((text, at) => (
                  <Table.Td key={at} style={number}>
                    {text}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

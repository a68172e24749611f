import { Paper, Table, Text } from '@mantine/core';
import type { RoleTotals } from '@/lib/api/types';
import { dollars, duration } from '@/lib/format';
import { roleName } from '@/lib/models/words';

const number = { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;
const columns = ['Calls', 'Failed', 'Tokens', 'Cost', 'p50', 'p95'];

function cellsOf({ calls, failures, input_tokens, output_tokens, cost, p50_ms, p95_ms }: RoleTotals): string[] {
  const counts = [calls, failures, input_tokens + output_tokens].map((each) => each.toLocaleString());
  return [...counts, cost === undefined ? '–' : dollars(cost), duration(p50_ms), duration(p95_ms)];
}

/** What each model did in each role. */
export function RoleTotalsTable({ roles }: { roles: RoleTotals[] }) {
  if (roles.length === 0) return null;
  return (
    <Paper p="xs">
      <Table.ScrollContainer minWidth={560} type="native">
        <Table fz="sm" aria-label="Models">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Role and model</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} style={number}>
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {roles.map((each) => (
              <Table.Tr key={`${each.role} ${each.provider} ${each.model}`}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {roleName(each.role)}
                  <Text size="xs" c="dimmed">
                    {each.provider}/{each.model}
                  </Text>
                </Table.Td>
                {cellsOf(each).map((text, at) => (
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

import { Paper, Table } from '@mantine/core';
import type { Comparison, EvaluationTotals } from '@/lib/api/types';
import { dollars, duration, percent } from '@/lib/format';

const number = { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const;

const facts: [name: string, value: (totals: EvaluationTotals) => string][] = [
  ['Right', ({ accuracy }) => (accuracy === undefined ? '–' : percent(accuracy))],
  ['Good', ({ good }) => good.toLocaleString()],
  ['Bad', ({ bad }) => bad.toLocaleString()],
  ['To review', ({ needs_review }) => needs_review.toLocaleString()],
  ['Answered', ({ coverage }) => percent(coverage)],
  ['Tokens', ({ input_tokens, output_tokens }) => (input_tokens + output_tokens).toLocaleString()],
  ['Cost', ({ cost }) => dollars(cost)],
  ['Half within', ({ p50_ms }) => duration(p50_ms)],
  ['95 % within', ({ p95_ms }) => duration(p95_ms)],
];

/** The figures of both beside each other. */
export function TotalsCompared({ comparison: { before, after } }: { comparison: Comparison }) {
  return (
    <Paper p="xs" maw={520}>
      <Table fz="sm" aria-label="Figures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Figure</Table.Th>
            <Table.Th style={number}>Older</Table.Th>
            <Table.Th style={number}>Newer</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td style={number}>{value(before)}</Table.Td>
              <Table.Td style={number}>{value(after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

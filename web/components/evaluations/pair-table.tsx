import { Badge, Paper, Table, Text } from '@mantine/core';
import type { MarkPair } from '@/lib/api/types';
import { outcomes } from '@/lib/evaluations/words';
import * as t from '@/texts/evaluations';
import { GradeBadge } from './grade-badge';

const changes: Record<MarkPair['change'], { label: string; color: string }> = {
  better: { label: t.better, color: 'tide' },
  worse: { label: t.worse, color: 'red' },
  same: { label: t.same, color: 'gray' },
};

function Row({ pair }: { pair: MarkPair }) {
  const { label, color } = changes[pair.change];
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {pair.question}
        {pair.sql_differs && (
          <Text size="xs" c="dimmed">
            {t.otherSql}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <GradeBadge grade={pair.before} />
        <Text size="xs" c="dimmed">
          {outcomes[pair.outcome_before]}
        </Text>
      </Table.Td>
      <Table.Td>
        <GradeBadge grade={pair.after} />
        <Text size="xs" c="dimmed">
          {outcomes[pair.outcome_after]}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant={pair.change === 'same' ? 'default' : 'light'} color={color} tt="none" fw={550}>
          {label}
        </Badge>
      </Table.Td>
    </Table.Tr>
  );
}

/** The questions that both have: the worse ones first, then the better ones. */
export function PairTable({ pairs }: { pairs: MarkPair[] }) {
  return (
    <Paper p="xs">
      <Table.ScrollContainer minWidth={560} type="native">
        <Table fz="sm" aria-label={t.questions}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.question}</Table.Th>
              <Table.Th>{t.older}</Table.Th>
              <Table.Th>{t.newer}</Table.Th>
              <Table.Th>{t.change}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pairs.map((pair) => (
              <Row key={pair.id} pair={pair} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

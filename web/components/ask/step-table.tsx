import { Badge, Table, Text } from '@mantine/core';
import type { ModelStep } from '@/lib/api/types';
import { dollars, duration } from '@/lib/format';
import { roleName, taskName, troubleName } from '@/lib/models/words';

const number = { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;

function outcomeOf({ trouble, remembered, tries }: ModelStep) {
  if (trouble) return <Badge variant="light" color="red" tt="none" title={trouble}>{troubleName(trouble)}</Badge>;
  if (remembered) return <Badge variant="light" tt="none">Remembered</Badge>;
  return tries > 1 ? `After ${tries} tries` : 'Answered';
}

function Row({ step }: { step: ModelStep }) {
  return (
    <Table.Tr>
      <Table.Td>
        {taskName(step.task)}
        <Text size="xs" c="dimmed">{roleName(step.role)}</Text>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }} miw={120}>
        {step.model}
        <Text size="xs" c="dimmed">{step.provider}</Text>
      </Table.Td>
      <Table.Td style={number}>{step.input_tokens.toLocaleString()}</Table.Td>
      <Table.Td style={number}>{step.cached_tokens.toLocaleString()}</Table.Td>
      <Table.Td style={number}>{step.output_tokens.toLocaleString()}</Table.Td>
      <Table.Td style={number}>{step.cost_usd === undefined ? '–' : dollars(step.cost_usd)}</Table.Td>
      <Table.Td style={number}>{duration(step.ms)}</Table.Td>
      <Table.Td>{outcomeOf(step)}</Table.Td>
    </Table.Tr>
  );
}

/** The calls of models, in the order in which they ended. */
export function StepTable({ steps }: { steps: ModelStep[] }) {
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table verticalSpacing={4} fz="sm" aria-label="Calls of models">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Task</Table.Th>
            <Table.Th>Model</Table.Th>
            <Table.Th style={number}>Tokens in</Table.Th>
            <Table.Th style={number}>cached</Table.Th>
            <Table.Th style={number}>out</Table.Th>
            <Table.Th style={number}>Cost</Table.Th>
            <Table.Th style={number}>Time</Table.Th>
            <Table.Th>Outcome</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step, index) => (
            <Row key={index} step={step} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

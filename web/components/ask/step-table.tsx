import { Badge, Table, Text } from '@mantine/core';
import type { ModelStep } from '@/lib/api/types';
import { dollars, duration, number } from '@/lib/format';
import { roleName, taskName, troubleName } from '@/lib/models/words';
import * as t from '@/texts/calls';

const figure = { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;

function outcomeOf({ trouble, remembered, tries }: ModelStep) {
  if (trouble) return <Badge variant="light" color="red" tt="none" title={trouble}>{troubleName(trouble)}</Badge>;
  if (remembered) return <Badge variant="light" tt="none">{t.remembered}</Badge>;
  return tries > 1 ? t.afterTries(tries) : t.answered;
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
      <Table.Td style={figure}>{number(step.input_tokens)}</Table.Td>
      <Table.Td style={figure}>{number(step.cached_tokens)}</Table.Td>
      <Table.Td style={figure}>{number(step.output_tokens)}</Table.Td>
      <Table.Td style={figure}>{step.cost_usd === undefined ? '–' : dollars(step.cost_usd)}</Table.Td>
      <Table.Td style={figure}>{duration(step.ms)}</Table.Td>
      <Table.Td>{outcomeOf(step)}</Table.Td>
    </Table.Tr>
  );
}

/** The calls of models, in the order in which they ended. */
export function StepTable({ steps }: { steps: ModelStep[] }) {
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table verticalSpacing={4} fz="sm" aria-label={t.modelCalls}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.task}</Table.Th>
            <Table.Th>{t.model}</Table.Th>
            <Table.Th style={figure}>{t.tokensIn}</Table.Th>
            <Table.Th style={figure}>{t.cached}</Table.Th>
            <Table.Th style={figure}>{t.out}</Table.Th>
            <Table.Th style={figure}>{t.cost}</Table.Th>
            <Table.Th style={figure}>{t.time}</Table.Th>
            <Table.Th>{t.outcome}</Table.Th>
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

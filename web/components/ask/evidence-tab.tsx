import { Badge, Group, List, Stack, Table, Text } from '@mantine/core';
import { SqlView } from '@/components/result/sql-view';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { useCheckedSql } from '@/lib/api/sql';
import type { Answer, DryRun } from '@/lib/api/types';
import { confidenceLabel } from '@/lib/ask/confidence';
import { limitsOf, reasonsFor } from '@/lib/ask/evidence';
import { duration, percent } from '@/lib/format';
import * as t from '@/texts/evidence';
import { EvidenceOfModels, hasEvidence } from './evidence';

function Facts({ answer }: { answer: Answer }) {
  const { timings, row_count, truncated, connection_id, confidence } = answer;
  const source = useConnections().data?.find((each) => each.id === connection_id)?.name ?? t.goneSource;
  const rows = [
    [t.source, source],
    [t.rows, truncated ? t.firstOfMore(row_count) : t.rowCount(row_count)],
    [t.time, t.timeParts(duration(timings.total_ms), duration(timings.understand_ms), duration(timings.guard_ms), duration(timings.execute_ms))],
    [t.confidence, `${confidenceLabel(confidence).label}, ${percent(confidence)}`],
  ];
  return (
    <Table withRowBorders={false} verticalSpacing={3} layout="fixed" aria-label={t.facts}>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={110} c="dimmed" fw={500} scope="row">
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Lineage({ checked }: { checked: DryRun }) {
  return (
    <Table.ScrollContainer minWidth={320} type="native">
      <Table verticalSpacing={4} fz="sm" aria-label={t.columnOrigins}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.column}</Table.Th>
            <Table.Th>{t.origin}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {checked.columns.map(({ name, sources, masked }, at) => (
            <Table.Tr key={at}>
              <Table.Td>
                <Group gap={6}>
                  {name}
                  {masked && (
                    <Badge size="sm" variant="light" color="yellow" tt="none">
                      {t.masked}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td c="dimmed">{sources.map((each) => `${each.table}.${each.column}`).join(', ') || t.computed}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What the guard made of the query for this person: told as far as they may know it. */
function Guarded({ answer }: { answer: Answer }) {
  const { data, error, refetch } = useCheckedSql(answer.ask ?? '', answer.connection_id);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return answer.ask ? <Waiting h={140} /> : null;
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t.guardChecked(data.tables.map((each) => each.table).join(', '), data.limits.rows_max, duration(data.limits.time_ms))}
      </Text>
      <List size="sm" aria-label={t.whatPoliciesDid}>
        {limitsOf(data).map((each, at) => (
          <List.Item key={at}>{each}</List.Item>
        ))}
      </List>
      <SqlView sql={data.sql} dialect={data.dialect} />
      <Lineage checked={data} />
    </Stack>
  );
}

/** What an answer rests on: where it is from, what the guard did, how sure it is and why, what models took. */
export function EvidenceTab({ answer }: { answer: Answer }) {
  return (
    <Stack gap="md">
      <Facts answer={answer} />
      <List size="sm" aria-label={t.whySure}>
        {reasonsFor(answer).map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
      <Guarded answer={answer} />
      {hasEvidence(answer) && <EvidenceOfModels answer={answer} />}
    </Stack>
  );
}

import { Group, Paper, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { roles } from '@/lib/admin/roles';
import { usePolicyPreview } from '@/lib/api/policies';
import type { ExplainedTable } from '@/lib/api/types';
import { cellOf, fullName } from '@/lib/policies/words';
import * as t from '@/texts/policies';
import { AccessModal } from './access-modal';
import classes from './policies.module.css';
import type { Desk } from './types';

const shown = 100;

/** How each role sees the source, as the server itself works it out of the draft. */
function useRoles({ policy: { connection_id: source }, draft: document }: Desk) {
  const owner = usePolicyPreview({ source, document, as: { role: 'owner' } });
  const admin = usePolicyPreview({ source, document, as: { role: 'admin' } });
  const analyst = usePolicyPreview({ source, document, as: { role: 'analyst' } });
  const viewer = usePolicyPreview({ source, document, as: { role: 'viewer' } });
  const all = [owner, admin, analyst, viewer];
  const error = all.find((each) => each.error)?.error;
  return { tables: all.map(({ data }) => data?.tables), error, retry: () => all.forEach((each) => void each.refetch()) };
}

interface Chosen {
  role: string;
  table: ExplainedTable;
}

function Cell({ role, table, onChoose }: Chosen & { onChoose: (chosen: Chosen) => void }) {
  const { access, text } = cellOf(table);
  return (
    <UnstyledButton
      className={classes.cell}
      data-access={access}
      aria-label={t.cellLabelWith(fullName(table), role, text)}
      onClick={() => onChoose({ role, table })}
    >
      {text}
    </UnstyledButton>
  );
}

export function AccessPanel(desk: Desk) {
  const { tables, error, retry } = useRoles(desk);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  if (error) return <ErrorPanel error={error} onRetry={retry} />;
  const first = tables[0];
  if (!first || tables.some((each) => !each)) return <Waiting h={300} />;
  const found = first
    .map((table, at) => ({ table, at }))
    .filter(({ table }) => fullName(table).toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Stack>
      <Group justify="space-between">
        <TextInput
          aria-label={t.searchTables}
          placeholder={t.searchTables}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {t.chooseCell}
        </Text>
      </Group>
      <Paper p="xs">
        <Table.ScrollContainer minWidth={620} type="native">
          <Table aria-label={t.tablesAndRoles} withRowBorders={false} verticalSpacing={3}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.table}</Table.Th>
                {roles.map(({ value, label }) => (
                  <Table.Th key={value}>{label}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.slice(0, shown).map(({ table, at }) => (
                <Table.Tr key={fullName(table)}>
                  <Table.Th scope="row" fw={550} fz="sm" style={{ overflowWrap: 'anywhere' }}>
                    {fullName(table)}
                  </Table.Th>
                  {roles.map(({ value }, role) => {
                    const seen = tables[role]?.[at];
                    return <Table.Td key={value}>{seen && <Cell role={value} table={seen} onChoose={setChosen} />}</Table.Td>;
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {found.length === 0 && <Text p="md" c="dimmed">{t.noTableNamed}</Text>}
        {found.length > shown && <Text p="md" c="dimmed">{t.tablesMore(found.length - shown)}</Text>}
      </Paper>
      {chosen && <AccessModal {...chosen} onClose={() => setChosen(undefined)} />}
    </Stack>
  );
}

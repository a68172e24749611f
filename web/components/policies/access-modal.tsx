import { Badge, Button, Code, Group, List, Modal, Stack, Table, Text } from '@mantine/core';
import type { ExplainedTable } from '@/lib/api/types';
import { maskLabel } from '@/lib/policies/masks';
import { cellOf, fullName } from '@/lib/policies/words';
import { useAddress } from '@/lib/use-address';
import * as t from '@/texts/policies';

interface Props {
  role: string;
  table: ExplainedTable;
  onClose: () => void;
}

/** Why a role sees what it sees of a table. */
export function AccessModal({ role, table, onClose }: Props) {
  const { set } = useAddress();
  return (
    <Modal opened onClose={onClose} title={t.cellLabel(fullName(table), role)} size="lg">
      <Stack gap="sm">
        <Group gap="xs">
          <Badge variant="light" tt="none" fw={550}>
            {cellOf(table).text}
          </Badge>
          {table.pointer && <Code style={{ overflowWrap: 'anywhere' }}>{table.pointer}</Code>}
        </Group>
        {table.because.length > 0 && (
          <List size="sm">
            {table.because.map((reason) => (
              <List.Item key={reason} style={{ overflowWrap: 'anywhere' }}>
                {reason}
              </List.Item>
            ))}
          </List>
        )}
        <Table fz="sm" verticalSpacing={5} aria-label={t.columns}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.column}</Table.Th>
              <Table.Th>{t.shows}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.columns.map(({ name, seen, mask }) => (
              <Table.Tr key={name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td>{seen ? maskLabel(mask) : maskLabel('hidden')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {table.columns.length === 0 && <Text size="sm">{t.nothingSeen}</Text>}
        <Group justify="flex-end">
          <Button
            onClick={() => {
              onClose();
              set({ tab: 'rules', table: fullName(table) });
            }}
          >
            {t.changeInRules}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

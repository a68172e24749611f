import { Alert, Badge, Button, Paper, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useImportDbt, usePreviewDbt } from '@/lib/api/knowledge';
import { dbtKindWords, dbtOutcomeWords, dbtText } from '@/lib/knowledge/words';
import type { DbtImported, DbtItem } from '@/lib/knowledge/types';
import * as t from '@/texts/knowledge';
import { ImportForm } from './import-form';

const placeholder = `models:
  - name: orders
    description: One row per order
    columns:
      - name: customer_id
        tests:
          - relationships: {to: ref('customers'), field: id}`;

const shownAtFirst = 60;
const filters = [
  { value: '', label: t.all },
  { value: 'taken', label: t.taken },
  { value: 'passed', label: t.passedOver },
];

function Row({ item: { subject, kind, outcome, detail, pointer } }: { item: DbtItem }) {
  const { label, color } = dbtOutcomeWords[outcome];
  return (
    <Table.Tr>
      <Table.Td title={pointer} style={{ overflowWrap: 'anywhere' }}>
        {subject}
      </Table.Td>
      <Table.Td>{kind ? dbtKindWords[kind] : ''}</Table.Td>
      <Table.Td>
        <Badge variant="light" color={color} tt="none" fw={550} style={{ flexShrink: 0 }}>
          {label}
        </Badge>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere', minWidth: 200 }}>{detail}</Table.Td>
    </Table.Tr>
  );
}

/** What became of each thing that the file says. */
function Report({ imported, done }: { imported: DbtImported; done: boolean }) {
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(shownAtFirst);
  const items = imported.items.filter(({ outcome }) => filter === '' || (outcome === 'passed') === (filter === 'passed'));
  return (
    <Stack gap="sm">
      <Alert role="status" variant="light" radius="lg" title={done ? t.importedTitle : t.nothingKeptYet}>
        {dbtText(imported, done)}
      </Alert>
      <SegmentedControl data={filters} value={filter} onChange={setFilter} aria-label={t.whichEntries} w="fit-content" />
      <Paper p="xs">
        <Table.ScrollContainer minWidth={0} type="native" tabIndex={0} role="group" aria-label={t.reportScrolls}>
          <Table fz="sm" verticalSpacing={5} aria-label={t.report}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.ofWhat}</Table.Th>
                <Table.Th>{t.becomes}</Table.Th>
                <Table.Th>{t.outcome}</Table.Th>
                <Table.Th>{t.detail}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.slice(0, shown).map((item, at) => (
                <Row key={at} item={item} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {items.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {t.none}
          </Text>
        )}
      </Paper>
      {items.length > shown && (
        <Button variant="default" onClick={() => setShown(items.length)}>
          {t.showAllItems(items.length)}
        </Button>
      )}
    </Stack>
  );
}

export function DbtImport({ source }: { source: string }) {
  const preview = usePreviewDbt(source);
  const take = useImportDbt(source);
  return (
    <ImportForm<DbtImported> several preview={preview} take={take} placeholder={placeholder} mayTake={({ added, changed }) => added + changed > 0}>
      {(imported, done) => <Report imported={imported} done={done} />}
    </ImportForm>
  );
}

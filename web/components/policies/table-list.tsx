import { Accordion, Badge, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import type { ApiError } from '@/lib/api/errors';
import type { ExplainedTable } from '@/lib/api/types';
import { keyOf, tablePointer, type TableRule } from '@/lib/policies/document';
import { fullName } from '@/lib/policies/words';
import { useAddress } from '@/lib/use-address';
import * as t from '@/texts/policies';
import { TableEditor } from './table-editor';
import type { Desk } from './types';

interface Props extends Desk {
  at: number;
  tables?: ExplainedTable[];
  checking: boolean;
  faults?: ApiError;
  loadError: unknown;
}

const shown = 60;

function summary(rule: TableRule | undefined): string {
  if (!rule) return t.notNamed;
  if (rule.hidden) return t.hidden;
  const masked = Object.values(rule.columns ?? {}).filter(({ mask }) => mask && mask !== 'none').length;
  return [masked > 0 && t.maskedCount(masked), rule.rows && t.rowRule].filter(Boolean).join(', ') || t.named;
}

function faultsAt(faults: ApiError | undefined, place: string) {
  return faults?.fields.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`)) ?? [];
}

export function TableList({ at, tables, checking, faults, loadError, ...desk }: Props) {
  const { get } = useAddress();
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<string | null>(get('table') || null);
  if (loadError) return <ErrorPanel error={loadError} />;
  if (!tables) return <Waiting h={200} />;
  const rule = desk.draft.rules[at];
  const found = tables.filter((table) => fullName(table).toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Stack gap="sm">
      <TextInput
        aria-label={t.searchTables}
        placeholder={t.searchTables}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Accordion variant="separated" keepMounted={false} value={opened} onChange={setOpened}>
        {found.slice(0, shown).map((table) => {
          const key = keyOf(rule, table.schema, table.name);
          const mine = faultsAt(faults, `/document${tablePointer(at, key)}`);
          return (
            <Accordion.Item key={key} value={fullName(table)}>
              <Accordion.Control>
                <Group gap="xs">
                  <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
                    {fullName(table)}
                  </Text>
                  <Badge variant="default" tt="none" fw={500}>
                    {summary(rule?.tables?.[key])}
                  </Badge>
                  {mine.length > 0 && (
                    <Badge color="red" variant="light" tt="none">
                      {t.doesNotFit}
                    </Badge>
                  )}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <TableEditor {...desk} at={at} name={key} table={table} checking={checking} faults={mine.map(({ detail }) => detail)} />
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      {found.length > shown && <Text c="dimmed">{t.tablesMore(found.length - shown)}</Text>}
    </Stack>
  );
}

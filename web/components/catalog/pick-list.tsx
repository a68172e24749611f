import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { isTaken, toggled, type Pick, type SourceTable } from '@/lib/catalog/pick';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/catalog';

interface Props {
  tables: SourceTable[];
  usual: string;
  pick: Pick;
  onPick: (pick: Pick) => void;
}

const shown = 100;

export function PickList({ tables, usual, pick, onPick }: Props) {
  const [text, setText] = useState('');
  const found = tables.filter((table) => tableText(table, usual).toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t.searchSourceTables}
        placeholder={t.searchTables}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Stack gap={6} mah={320} style={{ overflow: 'auto' }} role="group" tabIndex={0} aria-label={t.sourceTables}>
        {found.slice(0, shown).map((table) => (
          <Checkbox
            key={`${table.schema}.${table.name}`}
            label={tableText(table, usual)}
            checked={isTaken(table, pick)}
            onChange={() => onPick(toggled(table, pick))}
          />
        ))}
        {found.length === 0 && (
          <Text size="sm" c="dimmed">
            {t.noTableFound}
          </Text>
        )}
      </Stack>
      {found.length > shown && (
        <Text size="sm" c="dimmed">
          {t.moreSearch(found.length - shown)}
        </Text>
      )}
    </Stack>
  );
}

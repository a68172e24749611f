import { Paper, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { tableKey } from '@/lib/catalog/tree';
import * as t from '@/texts/catalog';
import classes from './catalog.module.css';
import { FoundTables } from './found-tables';
import { SchemaTree } from './schema-tree';
import { TableView } from './table-view';
import type { SourceDesk } from './types';
import { useChosenTable } from './use-chosen-table';

const settlesMs = 200;

/** The tree of a source on the one side, the table that is chosen in it on the other. */
export function SchemaPanel(desk: SourceDesk) {
  const { source, tables } = desk;
  const [text, setText] = useState('');
  const [words] = useDebouncedValue(text.trim(), settlesMs);
  const { chosen, missing, choose } = useChosenTable(tables);
  const table = missing ? undefined : (chosen ?? tables[0]);
  if (tables.length === 0) {
    return <EmptyState icon={<IconTable size={26} />} title={t.noTables} text={t.noTablesText} />;
  }
  return (
    <div className={classes.desk}>
      <Paper p="xs" component="section" aria-label={t.tablesAndColumns} className={classes.side}>
        <Stack gap="xs" h="100%">
          <TextInput
            aria-label={t.searchTablesColumns}
            placeholder={t.searchTablesColumns}
            leftSection={<IconSearch size={16} aria-hidden />}
            maxLength={400}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {words ? (
            <FoundTables {...desk} words={words} onChoose={choose} />
          ) : (
            <SchemaTree tables={tables} chosen={table && tableKey(table)} onChoose={choose} />
          )}
        </Stack>
      </Paper>
      {table ? (
        <TableView key={`${source} ${tableKey(table)}`} {...desk} table={table} />
      ) : (
        <EmptyState icon={<IconSearch size={26} />} title={t.noSuchTable} text={t.tableGoneText} />
      )}
    </div>
  );
}

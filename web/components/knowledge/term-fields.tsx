import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { CodeField } from '@/components/ui/code-field';
import { tableText } from '@/lib/catalog/words';
import type { TermDraft } from '@/lib/knowledge/types';
import * as t from '@/texts/knowledge';
import type { KnowledgeDesk } from './types';

interface Props {
  form: UseFormReturnType<TermDraft>;
  desk: KnowledgeDesk;
  /** What the server says of fields while they are written. */
  faults: Record<string, string>;
}

const optionsMax = 60;

function useColumns({ tables, usual }: KnowledgeDesk, name: string): string[] {
  const table = tables.find((each) => tableText(each, usual) === name || each.name === name);
  return table?.columns.map((column) => column.name) ?? [];
}

export function TermFields({ form, desk, faults }: Props) {
  const { kind, table, column } = form.values;
  const names = useMemo(() => [...new Set(desk.tables.map((each) => tableText(each, desk.usual)))], [desk.tables, desk.usual]);
  const columns = useColumns(desk, table);
  // A term about a table that is gone still names it.
  const choices = table && !names.includes(table) ? [table, ...names] : names;
  const props = (name: keyof TermDraft) => {
    const own = form.getInputProps(name) as { error?: string };
    return { ...own, error: own.error ?? faults[name] };
  };
  return (
    <>
      {kind !== 'columns' && <TextInput label={t.peopleSay} placeholder={kind === 'metric' ? t.takings : kind === 'filter' ? t.activeCustomers : t.patrons} maxLength={120} data-autofocus {...props('phrase')} />}
      <Select
        label={kind === 'metric' || kind === 'filter' ? t.overTable : t.table}
        data={choices}
        limit={optionsMax}
        searchable
        nothingFoundMessage={t.noSuchTable}
        {...props('table')}
      />
      {kind === 'synonym' && (
        <>
          <Select
            label={t.column}
            description={t.columnHelp}
            data={column && !columns.includes(column) ? [column, ...columns] : columns}
            limit={optionsMax}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.noColumn }}
            disabled={!table}
            {...props('column')}
            value={column || null}
            onChange={(next) => form.setFieldValue('column', next ?? '')}
          />
          {column && <TextInput label={t.value} description={t.valueHelp} maxLength={200} {...props('value')} />}
        </>
      )}
      {kind === 'metric' && (
        <CodeField label={t.formula} description={t.formulaHelp} placeholder={t.formulaExample} minRows={2} maxRows={10} {...props('formula')} />
      )}
      {kind === 'filter' && (
        <CodeField label={t.condition} description={t.conditionHelp} placeholder={t.conditionExample} minRows={2} maxRows={10} {...props('condition')} />
      )}
      {kind === 'columns' && <MultiSelect label={t.columns} description={t.columnsHelp} data={columns} searchable disabled={!table} maxValues={50} {...props('columns')} />}
      <Textarea label={t.forPeople} description={t.descriptionHelp} autosize minRows={1} maxRows={6} maxLength={2000} {...props('description')} />
    </>
  );
}

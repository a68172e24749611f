import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { CodeField } from '@/components/ui/code-field';
import { tableText } from '@/lib/catalog/words';
import type { TermDraft } from '@/lib/knowledge/types';
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
      {kind !== 'columns' && <TextInput label="People say" placeholder={kind === 'metric' ? 'takings' : kind === 'filter' ? 'active customers' : 'patrons'} maxLength={120} data-autofocus {...props('phrase')} />}
      <Select
        label={kind === 'metric' || kind === 'filter' ? 'Over rows of the table' : 'Table'}
        data={choices}
        limit={optionsMax}
        searchable
        nothingFoundMessage="No such table"
        {...props('table')}
      />
      {kind === 'synonym' && (
        <>
          <Select
            label="Column"
            description="Without one the table itself is meant."
            data={column && !columns.includes(column) ? [column, ...columns] : columns}
            limit={optionsMax}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'No column' }}
            disabled={!table}
            {...props('column')}
            value={column || null}
            onChange={(next) => form.setFieldValue('column', next ?? '')}
          />
          {column && <TextInput label="Value" description="Without one the column is meant." maxLength={200} {...props('value')} />}
        </>
      )}
      {kind === 'metric' && (
        <CodeField label="Formula" description="One SQL expression, in the dialect of PostgreSQL" placeholder="sum(quantity * unit_price)" minRows={2} maxRows={10} {...props('formula')} />
      )}
      {kind === 'filter' && (
        <CodeField label="Condition" description="True or false for each row, in the dialect of PostgreSQL" placeholder="status = 'active'" minRows={2} maxRows={10} {...props('condition')} />
      )}
      {kind === 'columns' && <MultiSelect label="Columns" description="In the order in which they are shown." data={columns} searchable disabled={!table} maxValues={50} {...props('columns')} />}
      <Textarea label="For people" description="What it means, and why." autosize minRows={1} maxRows={6} maxLength={2000} {...props('description')} />
    </>
  );
}

import { Fieldset, Grid, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Table } from '@/lib/api/types';
import { tableKey } from '@/lib/catalog/tree';
import type { ColumnPlace } from '@/lib/catalog/types';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/catalog';

interface Props {
  legend: string;
  /** What the column does, to tell two pickers apart. */
  label: string;
  tables: Table[];
  usual: string;
  value?: ColumnPlace;
  onChange?: (place: ColumnPlace) => void;
  error?: React.ReactNode;
}

/** More choices than this are found by typing. */
const optionsMax = 60;
const half = { base: 12, xs: 6 };

export function ColumnPicker({ legend, label, tables, usual, value, onChange, error }: Props) {
  const names = useMemo(() => tables.map((table) => ({ value: tableKey(table), label: tableText(table, usual) })), [tables, usual]);
  const table = tables.find(({ schema, name }) => name === value?.table && schema === (value.schema ?? ''));
  const chooseTable = (key: string | null) => {
    const next = tables.find((each) => tableKey(each) === key);
    onChange?.({ schema: next?.schema ?? '', table: next?.name ?? '', column: '' });
  };
  return (
    <Fieldset legend={legend}>
      <Grid gap="sm">
        <Grid.Col span={half}>
          <Select label={t.tableThat(label)} data={names} limit={optionsMax} searchable value={table ? tableKey(table) : null} onChange={chooseTable} nothingFoundMessage={t.noSuchTable} error={error} />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label={t.columnThat(label)}
            data={table?.columns.map(({ name }) => name) ?? []}
            limit={optionsMax}
            searchable
            disabled={!table}
            value={value?.column || null}
            onChange={(column) => onChange?.({ table: table?.name ?? '', schema: table?.schema ?? '', column: column ?? '' })}
            nothingFoundMessage={t.noColumnFound}
          />
        </Grid.Col>
      </Grid>
    </Fieldset>
  );
}

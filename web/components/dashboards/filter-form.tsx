import { ActionIcon, Fieldset, Group, MultiSelect, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useSchema } from '@/lib/api/connections';
import type { DashboardFilter, FilterKind } from '@/lib/api/types';
import { columnOf, filterKinds, fittingFilter, keyOf } from '@/lib/dashboards/filters';
import * as t from '@/texts/filters';
import { SourceSelect, useSourceId } from './source-select';

interface Props {
  filter: DashboardFilter;
  onChange: (filter: DashboardFilter) => void;
  onRemove: () => void;
  /** Missing for the first. */
  onUp?: () => void;
}

/** The columns of a source to choose from, and their types, by their keys. */
function useColumns(source: string | undefined) {
  const { data, isLoading } = useSchema(source);
  const types = new Map<string, string>();
  const options = (data?.tables ?? []).map(({ schema, name, columns }) => ({
    group: name,
    items: columns.map((column) => {
      const value = keyOf({ connection_id: source ?? '', schema, table: name, column: column.name });
      types.set(value, column.type);
      return { value, label: `${name}.${column.name}` };
    }),
  }));
  return { options, types, isLoading };
}

function nameOf(key: string): string {
  const { table, column } = columnOf(key);
  return `${table}.${column}`;
}

/** The first column says what the filter is called and what one chooses. */
function withColumns(filter: DashboardFilter, keys: string[], types: Map<string, string>): DashboardFilter {
  const columns = keys.map(columnOf);
  const [first] = columns;
  if (!first || filter.columns.length > 0) return { ...filter, columns };
  const type = types.get(keys[0] ?? '');
  const label = filter.label || first.column.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return { ...filter, columns, label, kind: type ? fittingFilter(type) : filter.kind };
}

function ColumnFields({ filter, onChange }: Pick<Props, 'filter' | 'onChange'>) {
  const keys = filter.columns.map(keyOf);
  const [chosen, choose] = useState(filter.columns[0]?.connection_id);
  const source = useSourceId(chosen);
  const { options, types, isLoading } = useColumns(source);
  const elsewhere = keys.filter((key) => columnOf(key).connection_id !== source || (!isLoading && !types.has(key)));
  const others = elsewhere.length > 0 ? [{ group: t.chosenBefore, items: elsewhere.map((value) => ({ value, label: nameOf(value) })) }] : [];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <SourceSelect value={source} onChange={choose} />
      <MultiSelect
        label={t.columns}
        placeholder={keys.length === 0 ? t.chooseAColumn : undefined}
        data={isLoading ? [] : [...options, ...others]}
        value={isLoading ? [] : keys}
        onChange={(next) => onChange(withColumns(filter, next, types))}
        searchable
        hidePickedOptions
        limit={200}
        maxValues={20}
        nothingFoundMessage={isLoading ? t.loading : t.noColumnFound}
      />
    </SimpleGrid>
  );
}

/** One filter: the columns that it is about, its name, and what one chooses. */
export function FilterForm({ filter, onChange, onRemove, onUp }: Props) {
  const name = filter.label || t.newFilterName;
  return (
    <Fieldset legend={filter.label || t.newFilter} radius="lg">
      <Stack gap="sm">
        <ColumnFields filter={filter} onChange={onChange} />
        <Group align="flex-end" wrap="nowrap" gap="xs">
          <TextInput label={t.name} maxLength={100} flex={1} value={filter.label} onChange={(event) => onChange({ ...filter, label: event.currentTarget.value })} />
          <Select
            label={t.oneChooses}
            data={filterKinds}
            allowDeselect={false}
            flex={1}
            value={filter.kind}
            onChange={(kind) => kind && onChange({ ...filter, kind: kind as FilterKind })}
          />
          <ActionIcon variant="subtle" color="gray" size="lg" disabled={!onUp} onClick={onUp} aria-label={t.moveUpNamed(name)}>
            <IconArrowUp size={17} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="red" size="lg" onClick={onRemove} aria-label={t.removeThis(name)}>
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      </Stack>
    </Fieldset>
  );
}

import { Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useFilterChoices } from '@/lib/api/tiles';
import type { DashboardFilter, FilterValue } from '@/lib/api/types';
import { datePresets, isChosen } from '@/lib/dashboards/filters';
import * as t from '@/texts/filters';

interface Props {
  filter: DashboardFilter;
  value: FilterValue;
  onChange: (value: FilterValue) => void;
}

const settleMs = 400;

function ChoiceField({ filter: { id, label }, value, onChange }: Props) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, settleMs);
  const { data, error, isFetching, refetch } = useFilterChoices(id, settled);
  const chosen = value.values ?? [];
  const found = data?.values ?? [];
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return (
    <MultiSelect
      label={label}
      placeholder={chosen.length === 0 ? t.all : undefined}
      description={data?.more ? t.typeToFind : undefined}
      data={[...new Set([...chosen, ...found])]}
      value={chosen}
      onChange={(values) => onChange({ values })}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={isFetching ? t.looking : t.noSuchValue}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={260}
      hidePickedOptions
      clearable
      data-autofocus
    />
  );
}

interface TypedProps {
  label: string;
  kind: 'text' | 'decimal';
  value: string;
  onChange: (text: string) => void;
}

/** What is typed counts when the typing pauses. */
function TypedField({ label, kind, value, onChange }: TypedProps) {
  const [typed, setTyped] = useState(value);
  const settle = useDebouncedCallback(onChange, settleMs);
  const wrong = kind === 'decimal' && typed !== '' && !/^-?\d{1,30}(\.\d{1,30})?$/.test(typed);
  const take = (text: string) => {
    setTyped(text);
    if (kind === 'text' || text === '' || /^-?\d{1,30}(\.\d{1,30})?$/.test(text)) settle(text);
  };
  return (
    <TextInput
      label={label}
      inputMode={kind}
      maxLength={60}
      value={typed}
      error={wrong && t.numberExample}
      onChange={(event) => take(event.currentTarget.value.trimStart())}
    />
  );
}

function NumberFields({ value, onChange }: Props) {
  return (
    <Group grow align="flex-start">
      <TypedField label={t.fromDay} kind="decimal" value={value.from ?? ''} onChange={(from) => onChange({ ...value, from })} />
      <TypedField label={t.to} kind="decimal" value={value.to ?? ''} onChange={(to) => onChange({ ...value, to })} />
    </Group>
  );
}

function DayFields({ value, onChange }: Props) {
  const day = (label: string, name: 'from' | 'to') => (
    <TextInput type="date" label={label} value={value[name] ?? ''} onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })} />
  );
  return (
    <>
      <Group gap={6}>
        {datePresets().map(({ label, from, to }) => (
          <Button key={label} size="compact-xs" variant={value.from === from && value.to === to ? 'light' : 'default'} onClick={() => onChange({ from, to })}>
            {label}
          </Button>
        ))}
      </Group>
      <Group grow>
        {day(t.fromDay, 'from')}
        {day(t.toDay, 'to')}
      </Group>
    </>
  );
}

/** The fields of one filter. */
export function FilterFields(props: Props) {
  const { filter, value, onChange } = props;
  return (
    <Stack gap="sm">
      {filter.kind !== 'choice' && (
        <Text size="sm" fw={550}>
          {filter.label}
        </Text>
      )}
      {filter.kind === 'choice' && <ChoiceField {...props} />}
      {filter.kind === 'text' && <TypedField label={t.contains} kind="text" value={value.text ?? ''} onChange={(text) => onChange({ text })} />}
      {filter.kind === 'number' && <NumberFields {...props} />}
      {filter.kind === 'date' && <DayFields {...props} />}
      {isChosen(value) && filter.kind !== 'choice' && (
        <Button size="compact-sm" variant="subtle" color="gray" w="fit-content" onClick={() => onChange({})}>
          {t.clear}
        </Button>
      )}
    </Stack>
  );
}

import { Button, CloseButton, Group, Paper, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiKeys } from '@/lib/api/api-keys';
import { useConnections } from '@/lib/api/connections';
import { useMembers } from '@/lib/api/members';
import { everything, isNarrow, periods, type LogFilter } from '@/lib/logs/filter';
import { doorChoices, outcomeChoices } from '@/lib/logs/words';
import * as t from '@/texts/logs';

interface Props {
  filter: LogFilter;
  onChange: (changes: Partial<LogFilter>) => void;
}

function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [told, setTold] = useState(text);
  if (text !== told) {
    setTold(text);
    if (text === '') setTyped(''); // all filters were cleared
  }
  const settle = useDebouncedCallback(onChange, 300);
  const take = (next: string) => {
    setTyped(next);
    settle(next.trim());
  };
  return (
    <TextInput
      aria-label={t.searchLog}
      placeholder={t.searchLog}
      maxLength={512}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t.clearSearch} onClick={() => take('')} />}
      value={typed}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return <TextInput type="date" label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}

/** What is looked for stands in the address, so that it can be sent to somebody. */
export function LogFilters({ filter, onChange }: Props) {
  const { data: members } = useMembers();
  const { data: connections } = useConnections();
  const { data: apiKeys } = useApiKeys();
  const people = members?.map(({ user_id, username }) => ({ value: user_id, label: username })) ?? [];
  const sources = connections?.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const keys = apiKeys?.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` })) ?? [];
  const selects = [
    { name: 'period', label: t.time, any: t.anyTime, data: periods },
    { name: 'person', label: t.person, any: t.everybody, data: people },
    { name: 'source', label: t.source, any: t.everySource, data: sources },
    { name: 'door', label: t.door, any: t.everyDoor, data: doorChoices },
    { name: 'key', label: t.apiKey, any: t.withOrWithout, data: keys },
    { name: 'outcome', label: t.status, any: t.everyStatus, data: outcomeChoices },
  ] as const;
  return (
    <Paper p="md" component="section" aria-label={t.filters}>
      <SearchField text={filter.text} onChange={(text) => onChange({ text })} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" mt="sm">
        {selects.map(({ name, label, any, data }) => (
          <Select
            key={name}
            label={label}
            placeholder={any}
            data={[...data]}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t.clearNamed(label.toLowerCase()) }}
            value={filter[name] || null}
            onChange={(value) => onChange({ [name]: value ?? '' })}
          />
        ))}
        {filter.period === 'days' && <DayField label={t.fromDay} value={filter.from} onChange={(from) => onChange({ from })} />}
        {filter.period === 'days' && <DayField label={t.toDay} value={filter.to} onChange={(to) => onChange({ to })} />}
      </SimpleGrid>
      {isNarrow(filter) && (
        <Group justify="flex-end" mt="sm">
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(everything)}>
            {t.clearFilters}
          </Button>
        </Group>
      )}
    </Paper>
  );
}

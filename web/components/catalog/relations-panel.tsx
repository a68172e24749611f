import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsJoin, IconPlus, IconSearch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePermission } from '@/components/auth/auth-context';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { useRelations } from '@/lib/api/catalog';
import type { Relation, RelationState } from '@/lib/catalog/types';
import { endText } from '@/lib/catalog/words';
import { RelationList } from './relation-list';
import type { SourceDesk } from './types';

const RelationModal = dynamic(() => import('./relation-modal').then((each) => each.RelationModal));

const filters = [
  { value: '', label: 'All' },
  { value: 'inferred', label: 'To review' },
  { value: 'declared', label: 'Declared' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'rejected', label: 'Rejected' },
];

function isShown({ from, to }: Relation, text: string, usual: string): boolean {
  return `${endText(from, usual)} ${endText(to, usual)}`.toLowerCase().includes(text.trim().toLowerCase());
}

/** Keys of the database, what names and values give away, and what people said of it. */
export function RelationsPanel({ source, usual, tables }: SourceDesk) {
  const [filter, setFilter] = useState('');
  // Asked of the server: a large source has more relations than one reply.
  const { data, error, refetch } = useRelations(source, undefined, (filter || undefined) as RelationState | undefined);
  const mayWrite = usePermission('write');
  const [opened, { open, close }] = useDisclosure();
  const [text, setText] = useState('');
  const shown = data?.relations.filter((each) => isShown(each, text, usual));
  const left = data ? data.in_all - data.relations.length : 0;
  return (
    <Stack>
      <Group justify="space-between" gap="sm">
        <SegmentedControl data={filters} value={filter} onChange={setFilter} aria-label="Which relations" size="sm" style={{ overflowX: 'auto', maxWidth: '100%' }} />
        {mayWrite && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={open}>
            Add a relation
          </Button>
        )}
      </Group>
      <TextInput
        aria-label="Search relations"
        placeholder="Search tables and columns"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ListStates
        items={shown}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={<IconArrowsJoin size={26} />} title="No such relation" text="Relations tell questions how tables are joined. Parlance finds keys, names and values that fit; others you can add." />}
      >
        {(relations) => <RelationList key={`${filter} ${text}`} source={source} usual={usual} relations={relations} />}
      </ListStates>
      {left > 0 && (
        <Text size="sm" c="dimmed">
          {left.toLocaleString()} more are not listed here: open a table to see its own.
        </Text>
      )}
      {opened && <RelationModal source={source} usual={usual} tables={tables} onClose={close} />}
    </Stack>
  );
}

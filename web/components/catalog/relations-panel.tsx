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
import * as t from '@/texts/relations';
import { RelationList } from './relation-list';
import type { SourceDesk } from './types';

const RelationModal = dynamic(() => import('./relation-modal').then((each) => each.RelationModal));

const filters = [
  { value: '', label: t.all },
  { value: 'inferred', label: t.toReview },
  { value: 'declared', label: t.declared },
  { value: 'accepted', label: t.accepted },
  { value: 'rejected', label: t.rejected },
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
        <SegmentedControl data={filters} value={filter} onChange={setFilter} aria-label={t.whichRelations} size="sm" style={{ overflowX: 'auto', maxWidth: '100%' }} />
        {mayWrite && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={open}>
            {t.addRelation}
          </Button>
        )}
      </Group>
      <TextInput
        aria-label={t.searchRelations}
        placeholder={t.searchTablesColumns}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ListStates
        items={shown}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={<IconArrowsJoin size={26} />} title={t.noRelationFound} text={t.relationsAbout} />}
      >
        {(relations) => <RelationList key={`${filter} ${text}`} source={source} usual={usual} relations={relations} />}
      </ListStates>
      {left > 0 && (
        <Text size="sm" c="dimmed">
          {t.moreUnlisted(left)}
        </Text>
      )}
      {opened && <RelationModal source={source} usual={usual} tables={tables} onClose={close} />}
    </Stack>
  );
}

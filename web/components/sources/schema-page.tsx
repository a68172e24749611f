'use client';

import { Container, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { BackLink } from '@/components/ui/back-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PageHeader } from '@/components/ui/page-header';
import { useConnections, useSchema } from '@/lib/api/connections';
import { count } from '@/lib/format';
import { matching } from '@/lib/schema-search';
import { usePathId } from '@/lib/use-path-id';
import { TableCard } from './table-card';

const shown = 50;

/** The tables, columns and keys of a source, found by any part of a name. */
export function SchemaPage() {
  const id = usePathId();
  const { data: schema, error, refetch } = useSchema(id);
  const { data: connections } = useConnections();
  const [text, setText] = useState('');
  const name = connections?.find((each) => each.id === id)?.name;
  const tables = matching(schema?.tables ?? [], text);

  return (
    <Container size="lg" py={{ base: 'lg', sm: 'xl' }}>
      <BackLink href="/sources" label="Sources" />
      <PageHeader title={name ?? 'Schema'} text={schema && count(schema.tables.length, 'table')} />
      <Stack>
        {error && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!schema && !error && <Skeleton h={220} radius="lg" aria-label="Loading" role="status" />}
        {schema && (
          <TextInput
            aria-label="Search tables and columns"
            placeholder="Search tables and columns"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {tables.slice(0, shown).map((table) => (
          <TableCard key={`${table.schema}.${table.name}`} table={table} text={text} />
        ))}
        {tables.length > shown && `${(tables.length - shown).toLocaleString()} more: search for a name.`}
        {schema && tables.length === 0 && (
          <EmptyState icon={<IconSearch />} title="Nothing found" text="No table or column has that name." />
        )}
      </Stack>
    </Container>
  );
}

import { Button, Stack } from '@mantine/core';
import { IconArrowsJoin, IconSitemap } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { useRelations } from '@/lib/api/catalog';
import { useChosenTable } from './use-chosen-table';
import { RelationList } from './relation-list';
import type { TableDesk } from './table-view';

/** What the table points at, and what points at it. */
export function TableRelations({ source, usual, table, tables }: TableDesk) {
  const { data, error, refetch } = useRelations(source, table.name);
  const { choose } = useChosenTable(tables);
  const mine = data?.relations.filter(({ from, to }) =>
    [from, to].some((end) => end.schema === table.schema && end.table === table.name),
  );
  return (
    <Stack gap="sm" align="stretch">
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-end' }}
        leftSection={<IconSitemap size={15} />}
        onClick={() => choose(table, { tab: 'diagram' })}
      >
        Show in the diagram
      </Button>
      <ListStates
        items={mine}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={<IconArrowsJoin size={26} />} title="It stands alone" text="No key and no name tells that it hangs together with another table. You can teach it under Relations." />}
      >
        {(relations) => <RelationList source={source} usual={usual} relations={relations} />}
      </ListStates>
    </Stack>
  );
}

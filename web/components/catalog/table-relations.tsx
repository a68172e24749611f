import { Button, Stack } from '@mantine/core';
import { IconArrowsJoin, IconSitemap } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ListStates } from '@/components/ui/list-states';
import { useRelations } from '@/lib/api/catalog';
import * as t from '@/texts/relations';
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
        {t.showInDiagram}
      </Button>
      <ListStates
        items={mine}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState icon={<IconArrowsJoin size={26} />} title={t.standsAlone} text={t.standsAloneText} />}
      >
        {(relations) => <RelationList source={source} usual={usual} relations={relations} />}
      </ListStates>
    </Stack>
  );
}

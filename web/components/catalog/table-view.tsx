import { Stack } from '@mantine/core';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { PanelTabs, type Panel } from '@/components/ui/panel-tabs';
import { Waiting } from '@/components/ui/waiting';
import { useTableDetail } from '@/lib/api/catalog';
import type { Table } from '@/lib/api/types';
import type { AtlasTable } from '@/lib/catalog/types';
import * as t from '@/texts/catalog';
import { ColumnTable } from './column-table';
import { ProfilePanel } from './profile-panel';
import { RowsPanel } from './rows-panel';
import { TableHead } from './table-head';
import { TableRelations } from './table-relations';
import type { SourceDesk } from './types';

export interface TableDesk extends SourceDesk {
  table: Table;
  /** What is told of it. */
  told: AtlasTable;
}

const panels: Panel<TableDesk>[] = [
  { value: 'columns', label: t.columns, Panel: ColumnTable },
  { value: 'rows', label: t.rows, Panel: RowsPanel },
  { value: 'profile', label: t.profile, Panel: ProfilePanel },
  { value: 'relations', label: t.relations, Panel: TableRelations },
];

/** One table: what it is for, its columns, some rows, how its values are spread. */
export function TableView({ table, ...desk }: Omit<TableDesk, 'told'>) {
  const { data: told, error, refetch } = useTableDetail(desk.source, table);
  const [tab, setTab] = useState<string | null>('columns');
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!told) return <Waiting h={320} />;
  const shown = { ...desk, table, told };
  return (
    <Stack component="section" aria-label={table.name} gap="md" miw={0}>
      <TableHead {...shown} />
      <PanelTabs panels={panels} value={tab} onChange={setTab} shown={shown} />
    </Stack>
  );
}

import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { useRelations } from '@/lib/api/catalog';
import { edgesOf, graphAround, tablesMax } from '@/lib/catalog/graph';
import { tableKey } from '@/lib/catalog/tree';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/diagram';
import { Diagram } from './diagram';
import { DiagramList } from './diagram-list';
import type { SourceDesk } from './types';
import { useChosenTable } from './use-chosen-table';

const everything = 'all';
const optionsMax = 60;
const reaches = [
  { value: '1', label: t.neighbours },
  { value: '2', label: t.twoSteps },
  { value: '3', label: t.threeSteps },
];
const views = [
  { value: 'picture', label: t.picture },
  { value: 'list', label: t.list },
];

/** A source of many tables is shown around one of them. */
function useGraph({ source, tables }: SourceDesk, steps: number) {
  const { chosen, choose } = useChosenTable(tables);
  const small = tables.length <= tablesMax;
  const centre = chosen ?? (small ? undefined : tables[0]);
  // The keys of the database are in the schema already; inferred ones of a large source come with their table.
  const { data } = useRelations(source, small ? undefined : centre?.name);
  const edges = useMemo(() => edgesOf(tables, data?.relations ?? []), [tables, data]);
  const key = centre && tableKey(centre);
  const graph = useMemo(() => graphAround(tables, edges, key, steps), [tables, edges, key, steps]);
  return { graph, centre, small, choose };
}

export function DiagramPanel(desk: SourceDesk) {
  const { tables, usual } = desk;
  const [steps, setSteps] = useState('1');
  const [view, setView] = useState('picture');
  const { graph, centre, small, choose } = useGraph(desk, Number(steps));
  const names = useMemo(() => tables.map((table) => ({ value: tableKey(table), label: tableText(table, usual) })), [tables, usual]);
  const options = small ? [{ value: everything, label: t.allTables }, ...names] : names;
  const pick = (key: string | null) => choose(tables.find((table) => tableKey(table) === key));
  if (tables.length === 0) {
    return <EmptyState icon={<IconSitemap size={26} />} title={t.nothingToDraw} text={t.nothingToDrawText} />;
  }
  const Shown = view === 'picture' ? Diagram : DiagramList;
  return (
    <Stack>
      <Group gap="sm">
        <Select
          aria-label={t.aroundTable}
          data={options}
          limit={optionsMax}
          searchable
          allowDeselect={false}
          value={centre ? tableKey(centre) : everything}
          onChange={pick}
          nothingFoundMessage={t.noSuchTable}
        />
        {centre && <SegmentedControl data={reaches} value={steps} onChange={setSteps} aria-label={t.howFar} />}
        <SegmentedControl data={views} value={view} onChange={setView} aria-label={t.shownAs} ml="auto" />
      </Group>
      {graph.left > 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t.nearestShown(tablesMax, graph.left)}
        </Text>
      )}
      <Shown key={`${centre ? tableKey(centre) : everything} ${steps}`} graph={graph} centre={centre} usual={usual} onPick={choose} />
    </Stack>
  );
}

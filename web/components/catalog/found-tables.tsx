import { Stack, Text, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useTableSearch } from '@/lib/api/catalog';
import type { AtlasTable, TableName } from '@/lib/catalog/types';
import { tableText } from '@/lib/catalog/words';
import * as t from '@/texts/catalog';
import classes from './catalog.module.css';
import type { SourceDesk } from './types';

interface Props extends SourceDesk {
  words: string;
  onChoose: (table: TableName) => void;
}

const columnsShown = 5;

/** Why it was found: the words, and the columns that matter. */
function reasonOf({ because, columns }: AtlasTable): string {
  const names = columns.slice(0, columnsShown).map(({ name }) => name);
  return [because.length > 0 && t.brokenBy(because.join(', ')), names.join(', ')].filter(Boolean).join(' · ');
}

export function FoundTables({ source, usual, words, onChoose }: Props) {
  const { data, error, refetch, isPlaceholderData } = useTableSearch(source, words);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={200} />;
  if (data.tables.length === 0) {
    return <EmptyState icon={<IconSearch size={26} />} title={t.nothingFound} text={t.nothingFoundText} />;
  }
  const more = data.matched - data.tables.length;
  return (
    <Stack gap={2} className={classes.found} aria-busy={isPlaceholderData} component="ul" aria-label={t.tablesFound} m={0} p={0}>
      {data.tables.map((table) => (
        <li key={`${table.schema}.${table.name}`} className={classes.foundItem}>
          <UnstyledButton className={classes.foundTable} onClick={() => onChoose(table)}>
            <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
              {tableText(table, usual)}
            </Text>
            <Text size="xs" c="dimmed" lineClamp={2}>
              {reasonOf(table)}
            </Text>
          </UnstyledButton>
        </li>
      ))}
      {more > 0 && (
        <Text component="li" size="xs" c="dimmed" p="xs" className={classes.foundItem}>
          {t.moreSayMore(more)}
        </Text>
      )}
    </Stack>
  );
}

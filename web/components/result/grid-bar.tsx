import { Button, Group, Pill, Text } from '@mantine/core';
import type { ColumnFilter, ResultColumn } from '@/lib/api/types';
import { matchWords, needsValue } from '@/lib/result/filter';
import type { TableLook } from '@/lib/result/looks';
import * as t from '@/texts/result';
import { GoToRow } from './go-to-row';
import type { GridActions } from './use-actions';
import type { GridRows } from './use-rows';

const many = 1_000;

interface Props {
  columns: ResultColumn[];
  rows: GridRows;
  look: TableLook;
  hidden: number;
  onLook: (look: TableLook) => void;
  onShowAll: () => void;
  onRow: (row: number) => void;
  actions: GridActions;
}

function filterWords({ match = 'equals', value }: ColumnFilter, column: ResultColumn | undefined): string {
  if (!column) return '';
  return [column.name, matchWords(match, column), needsValue(match) ? value : ''].join(' ').trim();
}

function sizeWords({ count: rows, capped }: GridRows, filtered: boolean): string {
  if (capped) return t.firstRowsShown(rows);
  return filtered ? t.rowsMatch(rows) : t.rowsCounted(rows);
}

/** How many rows there are, what was done to them, and the way back. Nothing for a short plain table. */
export function GridBar({ columns, rows, look, hidden, onLook, onShowAll, onRow, actions }: Props) {
  const touched = look.filters.length > 0 || look.sort.length > 0;
  if (!touched && hidden === 0 && rows.count < many) return null;
  return (
    <Group gap="xs" mb={6} mih={28}>
      <Text size="sm" c="dimmed" role="status">
        {sizeWords(rows, look.filters.length > 0)}
      </Text>
      {look.filters.map((filter, at) => (
        <Pill
          key={filter.column}
          withRemoveButton
          removeButtonProps={{ 'aria-label': t.removeFilter(filterWords(filter, columns[filter.column])), tabIndex: 0, 'aria-hidden': false }}
          onRemove={() => actions.dropFilter(at)}
          maw={260}
        >
          {filterWords(filter, columns[filter.column])}
        </Pill>
      ))}
      {touched && (
        <Button size="compact-xs" variant="subtle" onClick={() => onLook({ ...look, sort: [], filters: [] })}>
          {t.asItCame}
        </Button>
      )}
      {hidden > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={onShowAll}>
          {t.showHidden(hidden)}
        </Button>
      )}
      {rows.count >= many && <GoToRow count={rows.count} onRow={onRow} />}
    </Group>
  );
}

import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ResultColumn } from '@/lib/api/types';
import { isNumeric } from '@/lib/result/cells';
import type { Sorting } from '@/lib/result/sort';
import classes from './result-grid.module.css';

interface Props {
  columns: ResultColumn[];
  sorting: Sorting | null;
  onSort: (column: number) => void;
}

function directionOf(sorting: Sorting | null, column: number) {
  if (sorting?.column !== column) return 'none';
  return sorting.descending ? 'descending' : 'ascending';
}

export function GridHead({ columns, sorting, onSort }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column, index) => {
          const direction = directionOf(sorting, index);
          return (
            <th
              key={index}
              scope="col"
              aria-sort={direction}
              className={isNumeric(column) ? classes.number : undefined}
            >
              <UnstyledButton className={classes.header} title={column.type} onClick={() => onSort(index)}>
                <span className={classes.name}>{column.name}</span>
                {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
                {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
              </UnstyledButton>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

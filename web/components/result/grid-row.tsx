import type { Cell, ResultColumn, Row } from '@/lib/api/types';
import { cellText, isNumeric } from '@/lib/result/cells';
import classes from './result-grid.module.css';

function GridCell({ cell, column }: { cell: Cell; column: ResultColumn }) {
  if (cell === null || cell === undefined) {
    return (
      <td className={isNumeric(column) ? classes.number : undefined}>
        <span className={classes.null}>NULL</span>
      </td>
    );
  }
  const text = cellText(cell, column);
  return (
    <td className={isNumeric(column) ? classes.number : undefined} title={text.slice(0, 1000)}>
      <bdi>{text.slice(0, 1000)}</bdi>
    </td>
  );
}

export function GridRow({ row, columns, index }: { row: Row; columns: ResultColumn[]; index: number }) {
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map((column, at) => (
        <GridCell key={at} cell={row[at]} column={column} />
      ))}
    </tr>
  );
}

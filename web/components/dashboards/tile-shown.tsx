import type { CSSProperties } from 'react';
import { Chart } from '@/components/chart/chart';
import { shownBy } from '@/components/chart/fitted';
import { ResultGrid } from '@/components/result/result-grid';
import type { Tile, TileData } from '@/lib/api/types';
import { cellText, exactCell, isNumeric } from '@/lib/result/cells';
import * as t from '@/texts/tiles';
import classes from './board.module.css';
import { isPaged, useTileResult } from './use-tile-result';

/** The column that a number is of: the one its chart names, else the first with numbers. */
function columnOf({ columns, chart }: TileData): number {
  const named = columns.findIndex(({ name }) => name === shownBy(chart ?? {}, 'text'));
  return named >= 0 ? named : Math.max(0, columns.findIndex(isNumeric));
}

function NumberShown({ data }: { data: TileData }) {
  const at = columnOf(data);
  const column = data.columns[at];
  const cell = data.rows[0]?.[at];
  const text = column && data.rows[0] ? cellText(cell, column) || 'NULL' : t.noRows;
  return (
    <div className={classes.number} style={{ '--letters': text.length } as CSSProperties}>
      <div className={classes.value} title={exactCell(cell) || text}>
        <bdi>{text}</bdi>
      </div>
    </div>
  );
}

export function TileShown({ tile, data }: { tile: Tile; data: TileData }) {
  const { of, name } = useTileResult(tile);
  const { columns, rows, chart } = data;
  if (tile.kind === 'number') return <NumberShown data={data} />;
  if (tile.kind === 'chart' && chart && rows.length > 0) {
    return <Chart fill spec={chart} columns={columns} rows={rows} label={tile.title} />;
  }
  const paged = isPaged(tile, data, of) ? of : undefined;
  return <ResultGrid fill columns={columns} rows={rows} label={t.rowsOf(tile.title)} of={paged} name={name} />;
}

import { ExportMenu } from '@/components/result/export-menu';
import { useBoardView } from '@/lib/api/board-source';
import type { Tile, TileData } from '@/lib/api/types';

/** A tile's rows as a file, for those who may know what it asks; and its chart as a picture. */
export function TileExport({ tile, data }: { tile: Tile; data: TileData }) {
  const { filters } = useBoardView();
  const { columns, rows, chart } = data;
  // Its statement knows nothing of the board's filters: a file of it would not be what is seen.
  const asks = tile.sql && !filters ? { sql: tile.sql, connection_id: tile.connection_id ?? undefined } : undefined;
  const picture = tile.kind === 'chart' && chart && rows.length > 0 ? { spec: chart, columns, rows } : null;
  if (!asks && !picture) return null;
  return <ExportMenu of={asks} title={tile.title} picture={picture} compact />;
}

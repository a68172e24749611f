import { ExportMenu } from '@/components/result/export-menu';
import type { Tile, TileData } from '@/lib/api/types';
import { useTileResult } from './use-tile-result';

/** A tile's rows as a file, as they are filtered and sorted, and its chart as a picture. */
export function TileExport({ tile, data }: { tile: Tile; data: TileData }) {
  const { of, name } = useTileResult(tile);
  const { columns, rows, chart } = data;
  const picture = tile.kind === 'chart' && chart && rows.length > 0 ? { spec: chart, columns, rows } : null;
  if (!of && !picture) return null;
  return <ExportMenu of={of} name={name} title={tile.title} picture={picture} compact />;
}

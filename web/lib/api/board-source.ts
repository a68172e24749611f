import { createContext, useContext } from 'react';
import { api, dataOf } from './client';
import { parseExact } from './exact-json';
import type { ResultOf } from './results';
import type { FilterChoices, TileData } from './types';

/** Where the tiles of a board get their rows: from a dashboard, or through a link to one. */
export interface BoardSource {
  /** Tells what is remembered of one from another. */
  scope: string;
  tile: (id: string, cache: 'use' | 'bypass', filters: string, signal?: AbortSignal) => Promise<TileData>;
  /** All rows of a tile, where whoever looks may page through them and take them away. */
  result?: (id: string, filters: string) => ResultOf;
  choices: (filter: string, search: string, signal?: AbortSignal) => Promise<FilterChoices>;
}

const dataPath = '/api/v1/dashboards/{dashboard_id}/tiles/{tile_id}/data';
const choicesPath = '/api/v1/dashboards/{dashboard_id}/filters/{filter_id}/choices';

export function dashboardSource(id: string): BoardSource {
  return {
    scope: id,
    tile: async (tile, cache, filters, signal) => {
      const params = { path: { dashboard_id: id, tile_id: tile }, query: { cache, filters: filters || undefined } };
      return parseExact(await dataOf(api.GET(dataPath, { params, parseAs: 'text', signal }))) as TileData;
    },
    result: (tile, filters) => ({ tile: { dashboard_id: id, tile_id: tile, filters: filters || undefined } }),
    choices: (filter, search, signal) => {
      const params = { path: { dashboard_id: id, filter_id: filter }, query: { search: search || undefined } };
      return dataOf(api.GET(choicesPath, { params, signal }));
    },
  };
}

/** What a board gives to its tiles and filters. */
export interface BoardView {
  source: BoardSource;
  /** What was chosen by the filters, as text. */
  filters: string;
  /** How often tiles ask anew; 0 is never. */
  everySeconds: number;
}

export const BoardContext = createContext<BoardView | null>(null);

export function useBoardView(): BoardView {
  const view = useContext(BoardContext);
  if (!view) throw new Error('A tile stands on no board.');
  return view;
}

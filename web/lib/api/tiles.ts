import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBoardView, type BoardView } from './board-source';
import { api, dataOf } from './client';
import { dashboardKeys, useDashboardChange } from './dashboards';
import { ApiError } from './errors';
import { ask, type Question } from './queries';
import type { Dashboard, DryRun, NewTile, Tile, TileChange } from './types';

export interface LayoutChange {
  version: number;
  /** The tiles that stand elsewhere now. */
  tiles: { tile_id: string; x: number; y: number; w: number; h: number }[];
  removed: string[];
}

/** What a tile shows to this person, once it is wanted; asked anew as often as the tile or the board says. */
export function useTileData(tile: Tile, everySeconds: number, wanted: boolean) {
  const { source, filters } = useBoardView();
  return useQuery({
    queryKey: dashboardKeys.tile(source.scope, tile.id, tile.version, filters),
    queryFn: ({ signal }) => source.tile(tile.id, 'use', filters, signal),
    enabled: wanted && tile.kind !== 'text' && !tile.refusal,
    refetchInterval: everySeconds > 0 ? everySeconds * 1000 : false,
    staleTime: 30_000,
    // The rows of another choice stay until those of this one are there.
    placeholderData: keepPreviousData,
  });
}

/** Asks the databases for some tiles, past the cache. */
export function useRefreshTiles({ source, filters }: Pick<BoardView, 'source' | 'filters'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tiles: Tile[]) =>
      Promise.all(
        tiles
          .filter(({ kind, refusal }) => kind !== 'text' && !refusal)
          .map((tile) =>
            client
              .fetchQuery({
                queryKey: dashboardKeys.tile(source.scope, tile.id, tile.version, filters),
                queryFn: ({ signal }) => source.tile(tile.id, 'bypass', filters, signal),
                staleTime: 0,
              })
              .catch(() => undefined), // the tile itself tells
          ),
      ),
  });
}

/** What can be chosen by a filter. */
export function useFilterChoices(filter: string, search: string) {
  const { source } = useBoardView();
  return useQuery({
    queryKey: dashboardKeys.choices(source.scope, filter, search),
    queryFn: ({ signal }) => source.choices(filter, search, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useAddTile() {
  return useDashboardChange(({ id, tile }: { id: string; tile: NewTile }) =>
    dataOf(api.POST('/api/v1/dashboards/{dashboard_id}/tiles', { params: { path: { dashboard_id: id } }, body: tile })),
  );
}

/** Changes what a tile shows, of the version that was seen. */
export function useChangeTile(id: string, tile: string) {
  const params = { path: { dashboard_id: id, tile_id: tile } };
  return useDashboardChange((body: TileChange) =>
    dataOf(api.PATCH('/api/v1/dashboards/{dashboard_id}/tiles/{tile_id}', { params, body })),
  );
}

/** That a tile is gone already is what was wanted. */
function goneIsFine(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'tile_not_found') throw error;
}

/** Saves places first, since they name the version that was seen; then removes tiles. */
export function useSaveLayout(id: string) {
  const client = useQueryClient();
  return useDashboardChange(async ({ version, tiles, removed }: LayoutChange) => {
    const params = { path: { dashboard_id: id } };
    if (tiles.length > 0) {
      const body = { version, tiles };
      const saved = await dataOf(api.PUT('/api/v1/dashboards/{dashboard_id}/layout', { params, body }));
      client.setQueryData(dashboardKeys.one(id), saved as Dashboard);
    }
    for (const tile of removed) {
      const path = { dashboard_id: id, tile_id: tile };
      await api.DELETE('/api/v1/dashboards/{dashboard_id}/tiles/{tile_id}', { params: { path } }).catch(goneIsFine);
    }
    // Before the edits that are laid over it go away, or tiles would jump back for a moment.
    await client.refetchQueries({ queryKey: dashboardKeys.one(id) });
  });
}

/** What SQL would read, and whether it may run; nothing is run. */
export function useDryRun() {
  return useMutation({
    mutationFn: async (body: { sql: string; connection_id: string }) => {
      const answer = await dataOf(api.POST('/api/v1/queries/sql', { body: { ...body, format: 'json', dry_run: true } }));
      return answer as DryRun;
    },
  });
}

const nobody = { onStarted: () => undefined, onStep: () => undefined };

/** Asks a question whose answer may become a tile. */
export function useAskForTile() {
  return useMutation({
    mutationFn: (question: Question) => ask(question, nobody, new AbortController().signal),
  });
}

import { notifications } from '@mantine/notifications';
import type { BoardSource } from '@/lib/api/board-source';
import { useChangeDashboard } from '@/lib/api/dashboards';
import { asApiError } from '@/lib/api/errors';
import { useRefreshTiles } from '@/lib/api/tiles';
import type { Dashboard } from '@/lib/api/types';

export type BoardRefresh = ReturnType<typeof useBoardRefresh>;

/** How often everybody's page asks anew for all tiles of a board, and asking at once. */
export function useBoardRefresh({ id, version, tiles, refresh_seconds }: Dashboard, source: BoardSource, filters: string) {
  const { mutate: change } = useChangeDashboard(id);
  const { mutate, isPending } = useRefreshTiles({ source, filters });
  const everySeconds = refresh_seconds ?? 0;
  const setEvery = (every: string) =>
    change(
      { version, refresh_seconds: Number(every) },
      { onError: (error) => notifications.show({ color: 'red', message: asApiError(error).message }) },
    );
  return { every: String(everySeconds), setEvery, everySeconds, busy: isPending, now: () => mutate(tiles) };
}

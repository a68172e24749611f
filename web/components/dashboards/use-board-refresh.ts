import { useLocalStorage } from '@mantine/hooks';
import { useRefreshTiles } from '@/lib/api/tiles';
import type { Dashboard } from '@/lib/api/types';

export type BoardRefresh = ReturnType<typeof useBoardRefresh>;

/** How often this browser asks anew for all tiles of a board, and asking at once. */
export function useBoardRefresh({ id, tiles }: Dashboard) {
  const [every, setEvery] = useLocalStorage({ key: `parlance-refresh/${id}`, defaultValue: '0' });
  const { mutate, isPending } = useRefreshTiles(id);
  return { every, setEvery, everySeconds: Number(every) || 0, busy: isPending, now: () => mutate(tiles) };
}

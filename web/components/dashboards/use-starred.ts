import { useLocalStorage } from '@mantine/hooks';
import { useOwner } from '@/components/auth/auth-context';
import { toggled } from '@/lib/dashboards/starred';

/** The dashboards that this person has pinned in this browser: ids and nothing else. */
export function useStarred(): [string[], (id: string) => void] {
  const owner = useOwner() ?? '';
  const [starred, setStarred] = useLocalStorage<string[]>({ key: `parlance-pinned/${owner}`, defaultValue: [] });
  const ids = Array.isArray(starred) ? starred : [];
  return [ids, (id) => setStarred(toggled(ids, id))];
}

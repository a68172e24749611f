import type { DashboardFilter, FilterValue } from '@/lib/api/types';
import { chosenText, readChosen } from '@/lib/dashboards/filters';
import { useAddress } from '@/lib/use-address';

export type Chosen = ReturnType<typeof useChosen>;

/** What was chosen by the filters of a board: it stands in the address, so that a view can be linked. */
export function useChosen(filters: readonly DashboardFilter[]) {
  const { get, set } = useAddress();
  const values = readChosen(get('filters'), filters);
  const put = (next: typeof values) => set({ filters: chosenText(next) });
  return {
    values,
    text: chosenText(values),
    choose: (id: string, value: FilterValue) => put({ ...values, [id]: value }),
    clear: () => put({}),
  };
}

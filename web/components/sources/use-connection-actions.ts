import { notifications } from '@mantine/notifications';
import { useRefreshConnection, useUpdateConnection } from '@/lib/api/connections';
import { asApiError } from '@/lib/api/errors';
import type { Connection } from '@/lib/api/types';
import { count } from '@/lib/format';

function tell(message: string) {
  notifications.show({ message });
}

function complain(error: unknown) {
  notifications.show({ color: 'red', title: 'That did not work', message: asApiError(error).message });
}

/** What can be done with a source at once, without a form. */
export function useConnectionActions({ id, name }: Connection) {
  const refreshing = useRefreshConnection(id);
  const updating = useUpdateConnection(id);

  const refresh = () =>
    refreshing.mutate(undefined, {
      onSuccess: ({ tables, columns }) =>
        tell(`${name}: ${count(tables, 'table')}, ${count(columns, 'column')}`),
      onError: complain,
    });
  const makeDefault = () =>
    updating.mutate(
      { make_default: true },
      { onSuccess: () => tell(`Questions go to ${name} now`), onError: complain },
    );
  return { busy: refreshing.isPending || updating.isPending, refresh, makeDefault };
}

import { notifications } from '@mantine/notifications';
import { useRefreshConnection, useUpdateConnection } from '@/lib/api/connections';
import { asApiError } from '@/lib/api/errors';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/sources';

function tell(message: string) {
  notifications.show({ message });
}

function complain(error: unknown) {
  notifications.show({ color: 'red', title: t.didNotWork, message: asApiError(error).message });
}

/** What can be done with a source at once, without a form. */
export function useConnectionActions({ id, name }: Connection) {
  const refreshing = useRefreshConnection(id);
  const updating = useUpdateConnection(id);

  const refresh = () =>
    refreshing.mutate(undefined, {
      onSuccess: ({ tables, columns }) =>
        tell(t.refreshedCounts(name, tables, columns)),
      onError: complain,
    });
  const makeDefault = () =>
    updating.mutate(
      { make_default: true },
      { onSuccess: () => tell(t.madeDefault(name)), onError: complain },
    );
  return { busy: refreshing.isPending || updating.isPending, refresh, makeDefault };
}

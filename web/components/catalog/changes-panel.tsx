import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { ListStates } from '@/components/ui/list-states';
import { ShowOlder } from '@/components/ui/show-older';
import { useDrift } from '@/lib/api/catalog';
import { useRefreshConnection } from '@/lib/api/connections';
import { ago, exactMoment } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { DriftList } from './drift-list';
import type { SourceDesk } from './types';

const looksEveryMs = 30_000;

function verdict({ added, removed, changed }: { added: string[]; removed: string[]; changed: string[] }): string {
  return added.length + removed.length + changed.length === 0 ? 'Nothing has changed' : 'It has changed';
}

/** When the schema was looked at, and the way to have it looked at now. */
function LastLook({ source, connection }: SourceDesk) {
  const now = useNow(looksEveryMs);
  const { mutate, isPending, error } = useRefreshConnection(source);
  const look = () => mutate(undefined, { onSuccess: (found) => notifications.show({ message: verdict(found) }) });
  const at = connection?.refreshed_at;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" title={at && exactMoment(at)} role="status">
          {at ? `Last looked at ${ago(at, now)}` : 'Not looked at yet'}
        </Text>
        <Button variant="default" loading={isPending} leftSection={<IconRefresh size={16} />} onClick={look}>
          Look now
        </Button>
      </Group>
      {error && <ErrorPanel error={error} onRetry={look} />}
    </Stack>
  );
}

/** What became of the schema, and what broke by it. */
export function ChangesPanel(desk: SourceDesk) {
  const drift = useDrift(desk.source);
  const { data, error, refetch, fetchNextPage } = drift;
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="lg">
      <LastLook {...desk} />
      <Stack gap="sm" component="section" aria-label="Changes of the schema">
        <ListStates
          items={items}
          error={error}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={<IconHistory size={26} />} title="No changes so far" text="When tables or columns come, go or change, it is told here, with all that no longer works because of it." />}
        >
          {(records) => <DriftList desk={desk} records={records} />}
        </ListStates>
        {error && items && <ErrorPanel error={error} onRetry={() => void fetchNextPage()} />}
        <ShowOlder list={drift} />
      </Stack>
    </Stack>
  );
}

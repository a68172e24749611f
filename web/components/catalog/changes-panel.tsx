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
import * as t from '@/texts/changes';
import { DriftList } from './drift-list';
import type { SourceDesk } from './types';

const looksEveryMs = 30_000;

function verdict({ added, removed, changed }: { added: string[]; removed: string[]; changed: string[] }): string {
  return added.length + removed.length + changed.length === 0 ? t.nothingChanged : t.hasChanged;
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
          {at ? t.lastLookedAt(ago(at, Math.max(now, Date.parse(at)))) : t.neverLookedAt}
        </Text>
        <Button variant="default" loading={isPending} leftSection={<IconRefresh size={16} />} onClick={look}>
          {t.lookNow}
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
      <Stack gap="sm" component="section" aria-label={t.changesTitle}>
        <ListStates
          items={items}
          error={error}
          onRetry={() => void refetch()}
          empty={<EmptyState icon={<IconHistory size={26} />} title={t.noChanges} text={t.changesAbout} />}
        >
          {(records) => <DriftList desk={desk} records={records} />}
        </ListStates>
        {error && items && <ErrorPanel error={error} onRetry={() => void fetchNextPage()} />}
        <ShowOlder list={drift} />
      </Stack>
    </Stack>
  );
}

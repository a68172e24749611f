import { Paper, Skeleton, Stack } from '@mantine/core';
import { IconListSearch, IconSearch } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { ShowOlder } from '@/components/ui/show-older';
import { useConnections } from '@/lib/api/connections';
import { useLogs } from '@/lib/api/logs';
import { isNarrow, type LogFilter } from '@/lib/logs/filter';
import * as t from '@/texts/logs';
import { LogRow } from './log-row';

function Loading() {
  return (
    <Stack gap="xs" role="status" aria-label={t.loading}>
      {Array.from({ length: 6 }, (_, at) => (
        <Skeleton key={at} h={58} />
      ))}
    </Stack>
  );
}

/** A search looks at some thousand entries at a time, so a page may be empty and not the last. */
function Nothing({ filter, more }: { filter: LogFilter; more: boolean }) {
  if (more) return <EmptyState icon={<IconSearch size={26} />} title={t.nothingYet} text={t.notAmongNewest} />;
  if (!isNarrow(filter)) {
    return <EmptyState icon={<IconListSearch size={26} />} title={t.noEntriesYet} text={t.noEntriesText} />;
  }
  return <EmptyState icon={<IconSearch size={26} />} title={t.nothingFound} text={t.noEntryFits} />;
}

export function LogList({ filter }: { filter: LogFilter }) {
  const logs = useLogs(filter);
  const { data, error, refetch, hasNextPage, fetchNextPage } = logs;
  const { data: connections } = useConnections();
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <Stack>
      {items.length === 0 && <Nothing filter={filter} more={hasNextPage} />}
      {items.length > 0 && (
        <Paper component="ul" m={0} p={0} aria-label={t.entries} style={{ listStyle: 'none', overflow: 'hidden' }}>
          {items.map((item) => (
            <LogRow key={item.id} item={item} source={connections?.find(({ id }) => id === item.connection_id)} />
          ))}
        </Paper>
      )}
      {error && <ErrorPanel error={error} onRetry={() => void fetchNextPage()} />}
      <ShowOlder list={logs} />
    </Stack>
  );
}

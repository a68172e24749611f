import { Button, Paper, Stack } from '@mantine/core';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Link } from '@/components/ui/link';
import { ShowOlder } from '@/components/ui/show-older';
import { Waiting } from '@/components/ui/waiting';
import { useConnections } from '@/lib/api/connections';
import { useHistory } from '@/lib/api/history';
import * as t from '@/texts/history';
import { HistoryRow } from './history-row';

function Nothing({ text }: { text: string }) {
  if (text) {
    return <EmptyState icon={<IconSearch />} title={t.nothingFound} text={t.noQuestionFits} />;
  }
  return (
    <EmptyState icon={<IconHistory />} title={t.noQuestionsYet} text={t.noQuestionsText}>
      <Button component={Link} href="/ask" mt="md">
        {t.askAQuestion}
      </Button>
    </EmptyState>
  );
}

export function HistoryList({ text }: { text: string }) {
  const history = useHistory(text);
  const { data, error, refetch } = history;
  const { data: connections } = useConnections();
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={280} radius="lg" />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Nothing text={text} />;
  return (
    <Stack>
      <Paper component="ul" m={0} p={0} style={{ listStyle: 'none', overflow: 'hidden' }}>
        {items.map((item) => (
          <HistoryRow
            key={item.id}
            item={item}
            source={connections?.find((each) => each.id === item.connection_id)?.name}
          />
        ))}
      </Paper>
      <ShowOlder list={history} />
    </Stack>
  );
}

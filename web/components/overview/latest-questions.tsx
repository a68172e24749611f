import { Text } from '@mantine/core';
import { OutcomeBadge } from '@/components/history/outcome-badge';
import { Link } from '@/components/ui/link';
import { useHistory } from '@/lib/api/history';
import type { HistoryItem } from '@/lib/api/types';
import { ago, duration } from '@/lib/format';
import * as t from '@/texts/overview';
import { ListCard } from './list-card';
import classes from './overview.module.css';

const shown = 5;

function Question({ item: { id, question, sql, created_at, duration_ms, outcome } }: { item: HistoryItem }) {
  return (
    <li>
      <Link href={`/history/${id}`} className={classes.link}>
        <div className={classes.what}>
          <Text size="sm" truncate ff={question ? undefined : 'monospace'}>
            {question ?? sql}
          </Text>
          <Text size="xs" c="dimmed">
            {ago(created_at)} · {duration(duration_ms)}
          </Text>
        </div>
        <OutcomeBadge outcome={outcome} />
      </Link>
    </li>
  );
}

export function LatestQuestions() {
  const { data, error, isPending, refetch } = useHistory('');
  const items = data?.pages[0]?.items.slice(0, shown) ?? [];
  const none = (
    <Text size="sm" c="dimmed">
      {t.noQuestionsText}
    </Text>
  );
  return (
    <ListCard title={t.yourLatestQuestions} href="/history" more={t.history} loading={isPending} error={error} onRetry={() => void refetch()} empty={none}>
      {items.map((item) => (
        <Question key={item.id} item={item} />
      ))}
    </ListCard>
  );
}

import { Badge } from '@mantine/core';
import type { HistoryItem } from '@/lib/api/types';
import * as t from '@/texts/history';

const looks: Record<HistoryItem['outcome'], { label: string; color: string }> = {
  answered: { label: t.answered, color: 'tide' },
  clarify: { label: t.askedBack, color: 'blue' },
  unanswerable: { label: t.noAnswer, color: 'gray' },
  failed: { label: t.failed, color: 'red' },
  cancelled: { label: t.stopped, color: 'gray' },
};

export function OutcomeBadge({ outcome }: { outcome: HistoryItem['outcome'] }) {
  const { label, color } = looks[outcome];
  return (
    <Badge variant="light" color={color} tt="none" fw={550} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}

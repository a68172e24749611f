import { Badge } from '@mantine/core';
import type { HistoryItem } from '@/lib/api/types';

const looks: Record<HistoryItem['outcome'], { label: string; color: string }> = {
  answered: { label: 'Answered', color: 'tide' },
  clarify: { label: 'Asked back', color: 'blue' },
  unanswerable: { label: 'No answer', color: 'gray' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Stopped', color: 'gray' },
};

export function OutcomeBadge({ outcome }: { outcome: HistoryItem['outcome'] }) {
  const { label, color } = looks[outcome];
  return (
    <Badge variant="light" color={color} tt="none" fw={550} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}

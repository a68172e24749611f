import { Badge } from '@mantine/core';
import type { Evaluation } from '@/lib/api/types';
import * as t from '@/texts/evaluations';

const looks: Record<Evaluation['state'], { label: string; color: string }> = {
  running: { label: t.running, color: 'blue' },
  done: { label: t.done, color: 'tide' },
  cancelled: { label: t.stopped, color: 'gray' },
  failed: { label: t.failed, color: 'red' },
  interrupted: { label: t.interrupted, color: 'gray' },
};

export function StateBadge({ evaluation: { state, failure } }: { evaluation: Evaluation }) {
  const { label, color } = looks[state];
  return (
    <Badge variant="light" color={color} tt="none" fw={550} title={failure} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}

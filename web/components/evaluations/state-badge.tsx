import { Badge } from '@mantine/core';
import type { Evaluation } from '@/lib/api/types';

const looks: Record<Evaluation['state'], { label: string; color: string }> = {
  running: { label: 'Running', color: 'blue' },
  done: { label: 'Done', color: 'tide' },
  cancelled: { label: 'Stopped', color: 'gray' },
  failed: { label: 'Failed', color: 'red' },
  interrupted: { label: 'Interrupted', color: 'gray' },
};

export function StateBadge({ evaluation: { state, failure } }: { evaluation: Evaluation }) {
  const { label, color } = looks[state];
  return (
    <Badge variant="light" color={color} tt="none" fw={550} title={failure} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}

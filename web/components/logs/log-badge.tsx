import { Badge } from '@mantine/core';
import { outcomeLook } from '@/lib/logs/words';

export function LogBadge({ outcome }: { outcome: string }) {
  const { label, color } = outcomeLook(outcome);
  return (
    <Badge variant="light" color={color} tt="none" fw={550} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}

import { Badge } from '@mantine/core';
import type { Grade } from '@/lib/api/types';
import { grades } from '@/lib/evaluations/words';
import * as t from '@/texts/evaluations';

export function GradeBadge({ grade }: { grade?: Grade }) {
  const { label, color } = grade ? grades[grade] : { label: t.noGrade, color: 'gray' };
  return (
    <Badge variant="light" color={color} tt="none" fw={550} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}

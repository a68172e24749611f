import { Group, Text } from '@mantine/core';
import type { Mark } from '@/lib/api/types';
import { outcomes } from '@/lib/evaluations/words';
import { duration, percent } from '@/lib/format';
import * as t from '@/texts/evaluations';
import { GradeBadge } from './grade-badge';

export function MarkHead({ mark }: { mark: Mark }) {
  const { question, outcome, confidence, ms, grade, failure } = mark;
  const facts = [outcomes[outcome], failure, outcome === 'answered' && t.shareSure(percent(confidence)), duration(ms)];
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm" pr="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={550}>
          {question}
        </Text>
        <Text size="xs" c="dimmed">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </div>
      <GradeBadge grade={grade} />
    </Group>
  );
}

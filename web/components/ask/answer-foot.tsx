import { Group, Text } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { ago, duration } from '@/lib/format';
import * as t from '@/texts/answer';
import { AnswerMenu } from './answer-menu';
import { FeedbackButtons } from './feedback-buttons';

function tookText({ cache, timings }: Answer): string {
  const time = duration(timings.total_ms);
  if (!cache?.hit || cache.age_ms === undefined) return t.took(time);
  return t.tookFromCache(time, ago(new Date(Date.now() - Number(cache.age_ms)).toISOString()));
}

/** How long it took, what the person says of it, and the rarer deeds. */
export function AnswerFoot({ turn, answer }: { turn: Turn; answer: Answer }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {tookText(answer)}
      </Text>
      <Group gap={4}>
        <FeedbackButtons turn={turn} answer={answer} />
        <AnswerMenu turn={turn} answer={answer} />
      </Group>
    </Group>
  );
}

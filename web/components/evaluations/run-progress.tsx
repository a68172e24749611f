import { Progress, Text } from '@mantine/core';
import type { Evaluation } from '@/lib/api/types';
import { count } from '@/lib/format';

export function RunProgress({ evaluation: { finished, questions } }: { evaluation: Evaluation }) {
  return (
    <div role="status">
      <Text size="sm" mt="xs">
        {finished.toLocaleString()} of {count(questions, 'question')}
      </Text>
      <Progress value={(finished / Math.max(questions, 1)) * 100} aria-label="Questions that are done" mt={4} />
    </div>
  );
}

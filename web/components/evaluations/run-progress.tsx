import { Progress, Text } from '@mantine/core';
import type { Evaluation } from '@/lib/api/types';
import * as t from '@/texts/evaluations';

export function RunProgress({ evaluation: { finished, questions } }: { evaluation: Evaluation }) {
  return (
    <div role="status">
      <Text size="sm" mt="xs">
        {t.finishedOf(finished, questions)}
      </Text>
      <Progress value={(finished / Math.max(questions, 1)) * 100} aria-label={t.questionsDone} mt={4} />
    </div>
  );
}

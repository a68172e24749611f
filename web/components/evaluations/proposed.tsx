import { Code, Paper, Text } from '@mantine/core';
import * as t from '@/texts/evaluations';

/** The knowledge that an evaluation ran with before anybody published it. */
export function Proposed({ yaml }: { yaml: string }) {
  return (
    <Paper p="md" component="section" aria-label={t.proposedKnowledgeTitle}>
      <Text fw={550}>{t.proposedKnowledgeTitle}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t.publishHow}
      </Text>
      <Code block mah={280} tabIndex={0} style={{ overflow: 'auto' }}>
        {yaml}
      </Code>
    </Paper>
  );
}

import { Code, Paper, Text } from '@mantine/core';

/** The knowledge that an evaluation ran with before anybody published it. */
export function Proposed({ yaml }: { yaml: string }) {
  return (
    <Paper p="md" component="section" aria-label="Proposed knowledge">
      <Text fw={550}>Proposed knowledge</Text>
      <Text size="sm" c="dimmed" mb="xs">
        Compare this evaluation with one without it; there it can be published.
      </Text>
      <Code block mah={280} tabIndex={0} style={{ overflow: 'auto' }}>
        {yaml}
      </Code>
    </Paper>
  );
}

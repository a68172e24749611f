import { Badge, Button, Collapse, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { SqlView } from '@/components/result/sql-view';
import type { Tried } from '@/lib/api/types';
import { count, percent } from '@/lib/format';

const authors: Record<string, string> = {
  builtin: 'Built-in engine',
  write: 'Model',
  revise: 'Model, for the follow-up',
  repair: 'Model, as a repair',
};

function factsOf({ outcome, row_count, confidence }: Tried): string {
  if (outcome !== 'ran') return `failed with ${outcome}`;
  const rows = row_count === undefined ? 'ran' : count(row_count, 'row');
  return `${rows}, ${percent(confidence)} sure`;
}

function Candidate({ tried }: { tried: Tried }) {
  const [opened, { toggle }] = useDisclosure();
  const author = authors[tried.by] ?? tried.by;
  return (
    <Paper component="li" p="xs" radius="md">
      <Group justify="space-between" gap="xs">
        <Group gap="xs" flex={1} miw={180}>
          <Text size="sm">
            {author} <Text span inherit c="dimmed">· {factsOf(tried)}</Text>
          </Text>
          {tried.chosen && (
            <Badge variant="light" tt="none" leftSection={<IconCheck size={12} aria-hidden />}>
              Chosen
            </Badge>
          )}
        </Group>
        <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={opened}>
          {opened ? 'Hide SQL' : 'Show SQL'}
        </Button>
      </Group>
      <Collapse expanded={opened} keepMounted={false}>
        <SqlView sql={tried.sql} dialect="postgres" />
      </Collapse>
    </Paper>
  );
}

/** The chosen one first, then the surest. */
function inOrder(candidates: Tried[]): Tried[] {
  return candidates.toSorted((a, b) => Number(b.chosen) - Number(a.chosen) || b.confidence - a.confidence);
}

/** What was tried before the answer was chosen. */
export function Candidates({ candidates }: { candidates: Tried[] }) {
  if (candidates.length === 0) return null;
  return (
    <Stack component="ul" gap={6} m={0} p={0} aria-label="Candidates" style={{ listStyle: 'none' }}>
      {inOrder(candidates).map((tried, index) => (
        <Candidate key={index} tried={tried} />
      ))}
    </Stack>
  );
}

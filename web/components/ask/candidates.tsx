import { Badge, Button, Collapse, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { SqlView } from '@/components/result/sql-view';
import type { Tried } from '@/lib/api/types';
import { percent } from '@/lib/format';
import * as t from '@/texts/evidence';

const authors: Record<string, string> = t.authors;

function factsOf({ outcome, row_count, confidence }: Tried): string {
  if (outcome !== t.ran) return t.failedWith(outcome);
  const rows = row_count === undefined ? t.ran : t.rowCount(row_count);
  return t.candidateSure(rows, percent(confidence));
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
              {t.chosen}
            </Badge>
          )}
        </Group>
        <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={opened}>
          {opened ? t.hideSql : t.showSql}
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
    <Stack component="ul" gap={6} m={0} p={0} aria-label={t.candidates} style={{ listStyle: 'none' }}>
      {inOrder(candidates).map((tried, index) => (
        <Candidate key={index} tried={tried} />
      ))}
    </Stack>
  );
}

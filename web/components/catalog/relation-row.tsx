import { Badge, Button, Group, List, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { usePermission } from '@/components/auth/auth-context';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useDecideRelation } from '@/lib/api/catalog';
import type { Relation, RelationChoice } from '@/lib/catalog/types';
import { endText, stateWords } from '@/lib/catalog/words';
import { ago, percent } from '@/lib/format';
import * as t from '@/texts/relations';

interface Props {
  source: string;
  usual: string;
  relation: Relation;
}

/** What may be decided, by what holds. */
const choices: Record<Relation['state'], { state: RelationChoice; label: string }[]> = {
  declared: [],
  inferred: [
    { state: 'accepted', label: t.accept },
    { state: 'rejected', label: t.reject },
  ],
  accepted: [{ state: 'undecided', label: t.takeBack }],
  rejected: [{ state: 'undecided', label: t.takeBack }],
};

function weightWord(weight: number): string {
  return weight < 0 ? t.against : '';
}

function Evidence({ relation: { evidence, confidence, state } }: { relation: Relation }) {
  if (state === 'declared') return null;
  return (
    <Stack gap={4}>
      {state === 'inferred' && (
        <Group gap="xs" wrap="nowrap">
          <Progress value={confidence * 100} w={110} aria-label={t.confidence} />
          <Text size="sm" c="dimmed">
            {t.shareSure(percent(confidence))}
          </Text>
        </Group>
      )}
      {evidence.length > 0 && (
        <List size="sm" c="dimmed" spacing={2}>
          {evidence.map(({ clue, says, weight }) => (
            <List.Item key={clue + says}>
              {weightWord(weight)}
              {says}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}

export function RelationRow({ source, usual, relation }: Props) {
  const { id, from, to, state, decided_by, decided_at } = relation;
  const mayWrite = usePermission('write');
  const { mutate, isPending, error, variables } = useDecideRelation(source);
  const name = `${endText(from, usual)} → ${endText(to, usual)}`;
  const words = stateWords[state];
  return (
    <Paper p="sm" component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={6} miw={0} flex={1}>
          <Group gap="xs">
            <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
              {endText(from, usual)}
            </Text>
            <IconArrowRight size={15} aria-label={t.pointsAt} role="img" />
            <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
              {endText(to, usual)}
            </Text>
            <Badge variant="light" color={words.color} tt="none" fw={550} title={words.says}>
              {words.label}
            </Badge>
          </Group>
          <Evidence relation={relation} />
          {decided_by && (
            <Text size="xs" c="dimmed">
              {decided_by}
              {decided_at && `, ${ago(decided_at)}`}
            </Text>
          )}
        </Stack>
        {mayWrite && choices[state].length > 0 && (
          <Group gap="xs">
            {choices[state].map((choice) => (
              <Button
                key={choice.state}
                size="xs"
                variant={choice.state === 'accepted' ? 'light' : 'default'}
                loading={isPending && variables.state === choice.state}
                disabled={isPending}
                aria-label={`${choice.label} ${name}`}
                onClick={() => mutate({ id, state: choice.state })}
              >
                {choice.label}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      {error && <ErrorPanel error={error} />}
    </Paper>
  );
}

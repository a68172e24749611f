import { Anchor, Badge, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@/components/ui/link';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { useAcknowledgeDrift } from '@/lib/api/catalog';
import type { Broken, Drift, SchemaChange } from '@/lib/catalog/types';
import { causeWords, changeText, dependentHref, dependentText, isLoss, tableText } from '@/lib/catalog/words';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/changes';

interface Props {
  source: string;
  usual: string;
  record: Drift;
}

const step = 12;

function Change({ change, usual }: { change: SchemaChange; usual: string }) {
  const table = tableText({ schema: change.schema, name: change.table }, usual);
  return (
    <List.Item style={{ overflowWrap: 'anywhere' }}>
      <Text span size="sm" fw={550} c={isLoss(change) ? 'var(--mantine-color-orange-light-color)' : undefined}>
        {change.column ? `${table}.${change.column}` : table}
      </Text>{' '}
      {changeText(change)}
    </List.Item>
  );
}

function BrokenItem({ broken, source }: { broken: Broken; source: string }) {
  const href = dependentHref(broken, source);
  return (
    <List.Item style={{ overflowWrap: 'anywhere' }}>
      {dependentText(broken)}{' '}
      {href ? (
        <Anchor component={Link} href={href} size="sm" fw={550}>
          {broken.name}
        </Anchor>
      ) : (
        <Text span size="sm" fw={550}>
          {broken.name}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {broken.detail}
      </Text>
    </List.Item>
  );
}

/** Who has taken note of it, or the button for that. */
function Acknowledgement({ source, record: { id, created_at, acknowledged_at, acknowledged_by } }: Omit<Props, 'usual'>) {
  const { mutate, isPending, error } = useAcknowledgeDrift(source, id);
  const about = t.changesOfThis(exactMoment(created_at));
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" title={acknowledged_at && exactMoment(acknowledged_at)}>
          {acknowledged_at && t.acknowledgedBy(acknowledged_by, ago(acknowledged_at))}
        </Text>
        <Button
          size="compact-sm"
          variant={acknowledged_at ? 'subtle' : 'default'}
          loading={isPending}
          onClick={() => mutate(!acknowledged_at)}
          aria-label={acknowledged_at ? t.takeBackAcknowledgement(about) : t.acknowledgeThis(about)}
        >
          {acknowledged_at ? t.takeBack : t.acknowledge}
        </Button>
      </Group>
      {error && <ErrorPanel error={error} />}
    </>
  );
}

/** What one look found: the changes, and what leaned on what was there before. */
export function DriftRecord({ source, usual, record }: Props) {
  const { created_at, cause, changes, changes_in_all, broken } = record;
  const [shown, setShown] = useState(step);
  const unnamed = changes_in_all - changes.length;
  return (
    <Paper p="md" component="article" aria-label={t.changesOf(exactMoment(created_at))}>
      <Stack gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={550} title={exactMoment(created_at)}>
            {t.changeCount(changes_in_all)}, {ago(created_at)}
          </Text>
          <Text size="sm" c="dimmed">
            {causeWords[cause]}
          </Text>
          <Badge variant="light" color={broken.length > 0 ? 'red' : 'tide'} tt="none" fw={550}>
            {broken.length > 0 ? t.brokenCount(broken.length) : t.nothingBroke}
          </Badge>
        </Group>
        <List size="sm" spacing={2}>
          {changes.slice(0, shown).map((change, at) => (
            <Change key={at} change={change} usual={usual} />
          ))}
        </List>
        {changes.length > shown && (
          <Button size="compact-sm" variant="subtle" onClick={() => setShown(changes.length)}>
            {t.showAll(changes.length)}
          </Button>
        )}
        {unnamed > 0 && (
          <Text size="sm" c="dimmed">
            {t.changesUnnamed(unnamed)}
          </Text>
        )}
        {broken.length > 0 && (
          <Stack gap={4} component="section" aria-label={t.whatBroke}>
            <Title order={3} size="sm">
              {t.whatThisBroke}
            </Title>
            <List size="sm" spacing={4}>
              {broken.map((each) => (
                <BrokenItem key={`${each.kind} ${each.id}`} broken={each} source={source} />
              ))}
            </List>
          </Stack>
        )}
        <Acknowledgement source={source} record={record} />
      </Stack>
    </Paper>
  );
}

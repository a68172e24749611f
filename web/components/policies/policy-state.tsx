import { Alert, Badge, Code, Group, List, Text } from '@mantine/core';
import type { Policy } from '@/lib/api/types';
import { ago, exactMoment } from '@/lib/format';
import * as t from '@/texts/policies';

function nameOf({ schema, table, column }: Policy['pending'][number]): string {
  return [schema, table, column].filter(Boolean).join('.');
}

/** Which version holds, who wrote it, and what it leaves open. */
export function PolicyState({ policy }: { policy: Policy }) {
  const { version, state, author, created_at, note, pending, problems } = policy;
  return (
    <>
      <Group gap="xs">
        <Badge variant="light" color={state === 'reviewed' ? 'tide' : 'yellow'} tt="none" fw={550}>
          {state === 'reviewed' ? t.reviewed : t.suggestedState}
        </Badge>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t.versionState(version, author, <span title={exactMoment(created_at)}>{ago(created_at)}</span>, note && `: ${note}`)}
        </Text>
      </Group>
      {pending.length > 0 && (
        <Alert variant="light" color="yellow" radius="lg" title={t.unknownNames(pending.length)}>
          <Text size="sm">{t.unknownNamesText}</Text>
          <Text size="sm">
            {pending.slice(0, 20).map((each) => (
              <Code key={nameOf(each)} mr={6}>
                {nameOf(each)}
              </Code>
            ))}
            {pending.length > 20 && t.moreUnknown(pending.length - 20)}
          </Text>
        </Alert>
      )}
      {problems.length > 0 && (
        <Alert variant="light" color="orange" radius="lg" title={t.sourceChanged}>
          <List size="sm">
            {problems.map(({ pointer, detail }) => (
              <List.Item key={pointer + detail}>
                {detail} <Code>{pointer}</Code>
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

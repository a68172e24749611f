import { Alert, Badge, Code, Group, List, Text } from '@mantine/core';
import type { Policy } from '@/lib/api/types';
import { ago, count, exactMoment } from '@/lib/format';

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
          {state === 'reviewed' ? 'Reviewed' : 'Suggested, to be reviewed'}
        </Badge>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Version {version} by {author}, <span title={exactMoment(created_at)}>{ago(created_at)}</span>
          {note && `: ${note}`}
        </Text>
      </Group>
      {pending.length > 0 && (
        <Alert variant="light" color="yellow" radius="lg" title={`${count(pending.length, 'name')} that no rule knows`}>
          <Text size="sm">Nobody sees them until a rule names them:</Text>
          <Text size="sm">
            {pending.slice(0, 20).map((each) => (
              <Code key={nameOf(each)} mr={6}>
                {nameOf(each)}
              </Code>
            ))}
            {pending.length > 20 && `and ${pending.length - 20} more`}
          </Text>
        </Alert>
      )}
      {problems.length > 0 && (
        <Alert variant="light" color="orange" radius="lg" title="The source has changed under this policy">
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

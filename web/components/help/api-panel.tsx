import { Anchor, Badge, Code, Group, Paper, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Waiting } from '@/components/ui/waiting';
import { useOperations } from '@/lib/api/description';
import { operationsWith, type ApiOperation } from '@/lib/help/operations';
import * as t from '@/texts/help';
import classes from './help.module.css';

function Tag({ tag, operations }: { tag: string; operations: ApiOperation[] }) {
  return (
    <Stack gap="xs" component="section" aria-label={tag}>
      <Title order={2} size="h5" tt="capitalize">
        {tag.replaceAll('_', ' ')}
      </Title>
      <Paper p="xs">
        <Table fz="sm" aria-label={t.operationsOf(tag)}>
          <Table.Tbody>
            {operations.map(({ id, method, path, summary }) => (
              <Table.Tr key={id}>
                <Table.Td w={84}>
                  <Badge variant="default" ff="monospace">
                    {method}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  <Code className={classes.path}>{path}</Code>
                  <Text size="sm">{summary}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  );
}

/** What the API can be asked; fields and replies stand in the reference. */
export function ApiPanel() {
  const { data, error, refetch } = useOperations();
  const [text, setText] = useState('');
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting h={420} />;
  const found = operationsWith(data, text);
  const tags = [...new Set(found.map(({ tag }) => tag))];
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <TextInput
          aria-label={t.searchApi}
          placeholder={t.searchApi}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={{ base: '100%', xs: 320 }}
        />
        <Text size="sm">
          <Anchor href="/docs" underline="always">
            {t.fullReference}
          </Anchor>{' '}
          ·{' '}
          <Anchor href="/api/v1/openapi.json" underline="always">
            {t.openApi}
          </Anchor>
        </Text>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t.operationCount(found.length)}
      </Text>
      {tags.map((tag) => (
        <Tag key={tag} tag={tag} operations={found.filter((each) => each.tag === tag)} />
      ))}
    </Stack>
  );
}

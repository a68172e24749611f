import { Button, Code, Collapse, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { SqlView } from '@/components/result/sql-view';
import { percent } from '@/lib/format';
import * as t from '@/texts/answer';
import { useDeeds } from './thread-context';

interface Props {
  label: string;
  /** In the dialect of the source, to be read. */
  sql: string;
  /** In the dialect that every source takes, to be asked. */
  question: string;
  confidence: number;
  source: string;
  /** The lines of its SQL that other readings do not have. */
  differs?: string[];
}

/** One way to read a question, to be looked at and to be taken. */
export function Reading({ label, sql, question, confidence, source, differs = [] }: Props) {
  const [opened, { toggle }] = useDisclosure();
  const { ask } = useDeeds();
  return (
    <Paper p="sm" radius="md" mb="xs">
      <Group justify="space-between" gap="xs">
        <Text component="div" size="sm" flex={1} miw={200}>
          {label}{' '}
          <Text span c="dimmed" inherit>
            {percent(confidence)}
          </Text>
          {differs.map((line) => (
            <Code key={line} block mt={4}>
              {line}
            </Code>
          ))}
        </Text>
        <Group gap={4}>
          <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={opened}>
            {opened ? t.hideSql : t.showSql}
          </Button>
          <Button size="compact-sm" variant="light" onClick={() => ask(question, source, label)}>
            {t.takeThis}
          </Button>
        </Group>
      </Group>
      <Collapse expanded={opened} keepMounted={false}>
        <SqlView sql={sql} dialect="postgres" />
      </Collapse>
    </Paper>
  );
}

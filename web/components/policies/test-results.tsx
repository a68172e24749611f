import { List, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { PolicyTestResult } from '@/lib/api/types';
import * as t from '@/texts/policies';

export function TestResults({ tests }: { tests: PolicyTestResult[] }) {
  if (tests.length === 0) return <Text size="sm" c="dimmed">{t.noTests}</Text>;
  return (
    <List size="sm" spacing={6} center aria-label={t.tests}>
      {tests.map(({ name, passed, failures }) => (
        <List.Item
          key={name}
          style={{ overflowWrap: 'anywhere' }}
          icon={
            <ThemeIcon size={20} radius="xl" variant="light" color={passed ? 'tide' : 'red'} aria-label={passed ? t.holds : t.fails} role="img">
              {passed ? <IconCheck size={13} /> : <IconX size={13} />}
            </ThemeIcon>
          }
        >
          {name}
          {failures.map((failure) => (
            <Text key={failure} size="sm" c="var(--mantine-color-error)">
              {failure}
            </Text>
          ))}
        </List.Item>
      ))}
    </List>
  );
}

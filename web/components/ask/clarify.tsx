import { Group, Paper, Text, ThemeIcon } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import type { Answer } from '@/lib/api/types';
import * as t from '@/texts/answer';
import { Evidence } from './evidence';
import { Reading } from './reading';

/** The words do not decide between several readings: the person does. */
export function Clarify({ answer }: { answer: Answer }) {
  const { clarification, connection_id } = answer;
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Group gap="sm" mb="md" wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" radius="xl" aria-hidden>
          <IconQuestionMark size={18} />
        </ThemeIcon>
        <div>
          <Text fw={550}>{clarification?.question ?? t.clarifyTitle}</Text>
          <Text size="sm" c="dimmed">
            {t.clarifyHow}
          </Text>
        </div>
      </Group>
      {clarification?.options.map(({ label, sql, ask, confidence, differs }) => (
        <Reading key={ask} {...{ label, sql, confidence, differs }} question={ask} source={connection_id} />
      ))}
      <Evidence answer={answer} />
    </Paper>
  );
}

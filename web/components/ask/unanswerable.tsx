import { Code, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconZoomQuestion } from '@tabler/icons-react';
import type { Answer } from '@/lib/api/types';
import * as t from '@/texts/answer';
import { Evidence } from './evidence';
import { QuestionChips } from './suggestions';

/** An honest no: what is missing, and what could be asked instead. */
export function Unanswerable({ answer }: { answer: Answer }) {
  const { reason, missing, suggestions, connection_id } = answer;
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" color="gray" radius="xl" aria-hidden>
          <IconZoomQuestion size={18} />
        </ThemeIcon>
        <Stack gap="sm" miw={0}>
          <div>
            <Text fw={550}>{t.cannotAnswer}</Text>
            <Text>{reason}</Text>
          </div>
          {missing.length > 0 && (
            <Text size="sm" c="dimmed">
              {t.notFound}{' '}
              {missing.map((each) => (
                <Code key={each} mr={6}>
                  {each}
                </Code>
              ))}
            </Text>
          )}
          {suggestions.length > 0 && (
            <QuestionChips questions={suggestions} source={connection_id} justify="flex-start" />
          )}
          <Evidence answer={answer} />
        </Stack>
      </Group>
    </Paper>
  );
}

import { Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core';
import { useSuggestions } from '@/lib/api/connections';
import type { Connection } from '@/lib/api/types';
import * as t from '@/texts/ask';
import classes from './ask.module.css';
import { useDeeds } from './thread-context';

const shown = 6;
const widths = [180, 230, 150, 210];

export function Suggestions({ source }: { source: Connection }) {
  const { data: questions, isPending } = useSuggestions(source.id);
  if (isPending) {
    return (
      <Group gap="xs" justify="center" aria-hidden>
        {widths.map((width) => (
          <Skeleton key={width} w={width} h={36} radius="xl" />
        ))}
      </Group>
    );
  }
  if (!questions?.length) return null;
  return (
    <Stack gap="xs" align="center">
      <Text size="sm" c="dimmed" id="suggestions">
        {t.tryOne}
      </Text>
      <QuestionChips questions={questions.slice(0, shown)} source={source.id} />
    </Stack>
  );
}

interface ChipsProps {
  questions: string[];
  source: string;
  justify?: 'center' | 'flex-start';
}

/** Questions that are asked with one click. */
export function QuestionChips({ questions, source, justify = 'center' }: ChipsProps) {
  const { ask } = useDeeds();
  return (
    <Group gap="xs" justify={justify}>
      {questions.map((question) => (
        <UnstyledButton key={question} className={classes.suggestion} onClick={() => ask(question, source)}>
          {question}
        </UnstyledButton>
      ))}
    </Group>
  );
}

import { ActionIcon, Group, List, Text } from '@mantine/core';
import { IconInfoCircle, IconX } from '@tabler/icons-react';
import type { Answer } from '@/lib/api/types';
import * as t from '@/texts/answer';
import { useDeeds } from './thread-context';

/** What was taken for granted, to be taken away, and the words that found no place in the query. */
export function Assumptions({ answer }: { answer: Answer }) {
  const { assumptions, provenance } = answer;
  const { askWithout } = useDeeds();
  if (assumptions.length === 0 && provenance.unexplained.length === 0) return null;
  return (
    <List size="sm" c="dimmed" spacing={4} icon={<IconInfoCircle size={16} aria-hidden />}>
      {assumptions.map(({ code, text }) => (
        <List.Item key={code + text}>
          <Group gap={4}>
            {text}
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t.askAgainWithout(text)}
              onClick={() => askWithout(answer, text)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
        </List.Item>
      ))}
      {provenance.unexplained.length > 0 && (
        <List.Item>
          {t.wordsNotUsed(<Text span inherit fs="italic">{provenance.unexplained.join(', ')}</Text>)}
        </List.Item>
      )}
    </List>
  );
}

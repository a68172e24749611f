import { List, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Answer } from '@/lib/api/types';

/** What was taken for granted, and the words that found no place in the query. */
export function Assumptions({ answer }: { answer: Answer }) {
  const { assumptions, provenance } = answer;
  if (assumptions.length === 0 && provenance.unexplained.length === 0) return null;
  return (
    <List size="sm" c="dimmed" spacing={4} icon={<IconInfoCircle size={16} aria-hidden />}>
      {assumptions.map(({ code, text }) => (
        <List.Item key={code + text}>{text}</List.Item>
      ))}
      {provenance.unexplained.length > 0 && (
        <List.Item>
          Not used: <Text span inherit fs="italic">{provenance.unexplained.join(', ')}</Text>
        </List.Item>
      )}
    </List>
  );
}

import { Group, Skeleton, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { documentOf } from '@/lib/policies/document';
import type { Desk } from './types';

const JsonEditor = dynamic(() => import('@/components/ui/json-editor').then((each) => each.JsonEditor), {
  loading: () => <Skeleton h={420} aria-label="Loading" role="status" />,
});

function problemOf(text: string): string | undefined {
  try {
    return documentOf(JSON.parse(text)) ? undefined : 'A policy is an object with a list of rules.';
  } catch (error) {
    return error instanceof Error ? error.message : 'That is no JSON.';
  }
}

/** The policy as JSON. What is no policy stays in the editor only. */
export function DocumentPanel({ draft, onDraft }: Desk) {
  const [text, setText] = useState(() => JSON.stringify(draft, null, 2));
  const problem = problemOf(text);
  const take = (next: string) => {
    setText(next);
    if (problemOf(next)) return;
    const document = documentOf(JSON.parse(next));
    if (document) onDraft(document);
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c={problem ? 'var(--mantine-color-error)' : 'dimmed'} role="status" style={{ overflowWrap: 'anywhere' }}>
          {problem ?? 'What you write here stands in the other tabs at once, and holds when you save it.'}
        </Text>
        <CopyButton value={text} />
      </Group>
      <JsonEditor label="Policy as JSON" value={text} onChange={take} />
    </Stack>
  );
}

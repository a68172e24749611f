import { Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Waiting } from '@/components/ui/waiting';
import { documentOf } from '@/lib/policies/document';
import * as t from '@/texts/policies';
import type { Desk } from './types';

const JsonEditor = dynamic(() => import('@/components/ui/json-editor').then((each) => each.JsonEditor), {
  loading: () => <Waiting h={420} />,
});

function problemOf(text: string): string | undefined {
  try {
    return documentOf(JSON.parse(text)) ? undefined : t.notAPolicy;
  } catch (error) {
    return error instanceof Error ? error.message : t.notJson;
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
          {problem ?? t.documentHelp}
        </Text>
        <CopyButton value={text} />
      </Group>
      <JsonEditor label={t.policyAsJson} value={text} onChange={take} />
    </Stack>
  );
}

import { Button, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import type { Spec } from '@/lib/api/types';
import * as t from '@/texts/chart';

const JsonEditor = dynamic(() => import('@/components/ui/json-editor').then((each) => each.JsonEditor), { ssr: false });

function parsed(text: string): Spec | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Spec) : null;
  } catch {
    return null;
  }
}

/** The specification to read, to copy and to write. The server refuses what reaches outside of the result. */
export function ChartSource({ spec, onWritten }: { spec: Spec; onWritten: (spec: Spec) => void }) {
  const [text, setText] = useState(() => JSON.stringify(spec, null, 2));
  const written = parsed(text);
  return (
    <Stack gap="xs">
      <JsonEditor label={t.specification} value={text} onChange={setText} />
      <Group justify="space-between">
        <CopyButton value={text} />
        <Button size="xs" variant="default" disabled={!written} onClick={() => written && onWritten(written)}>
          {t.drawIt}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {written ? t.sourceRule : t.notJsonYet}
      </Text>
    </Stack>
  );
}

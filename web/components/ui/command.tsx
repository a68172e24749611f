import { Box, Code, Group } from '@mantine/core';
import { CopyButton } from './copy-button';

/** Something to type elsewhere, to copy. */
export function Command({ text, label }: { text: string; label: string }) {
  return (
    <Box component="figure" m={0} aria-label={label}>
      <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
        <Code block tabIndex={0} role="group" aria-label={label} flex={1} miw={0} style={{ overflowX: 'auto' }}>
          {text}
        </Code>
        <CopyButton value={text} />
      </Group>
    </Box>
  );
}

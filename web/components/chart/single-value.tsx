import { Box, Text } from '@mantine/core';
import * as t from '@/texts/chart';

/** One value, said large. */
export function SingleValue({ text, name, title }: { text: string; name: string; title?: string }) {
  return (
    <Box>
      <Text ff="heading" fz={{ base: 44, sm: 56 }} lh={1.1} title={title} style={{ overflowWrap: 'anywhere' }}>
        {text || t.nullValue}
      </Text>
      <Text c="dimmed" size="sm">
        {name}
      </Text>
    </Box>
  );
}

import { Box, Text } from '@mantine/core';

/** One value, said large. */
export function SingleValue({ text, name }: { text: string; name: string }) {
  return (
    <Box>
      <Text ff="heading" fz={{ base: 44, sm: 56 }} lh={1.1} style={{ overflowWrap: 'anywhere' }}>
        {text || 'NULL'}
      </Text>
      <Text c="dimmed" size="sm">
        {name}
      </Text>
    </Box>
  );
}

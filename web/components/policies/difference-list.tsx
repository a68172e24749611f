import { Box, Code, Stack, Text } from '@mantine/core';
import type { PolicyDifference } from '@/lib/api/types';
import { shortJson } from '@/lib/policies/words';
import * as t from '@/texts/policies';
import classes from './policies.module.css';

function Side({ sign, value }: { sign: string; value: unknown }) {
  if (value === undefined) return null;
  return (
    <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {sign} {shortJson(value)}
    </Code>
  );
}

/** What differs between two documents, place by place. */
export function DifferenceList({ differences }: { differences: PolicyDifference[] }) {
  if (differences.length === 0) return <Text size="sm" c="dimmed">{t.nothingDiffers}</Text>;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t.differences}>
      {differences.map(({ pointer, before, after }) => (
        <Box component="li" key={pointer}>
          <Text className={classes.pointer}>{pointer || '/'}</Text>
          <Side sign="−" value={before} />
          <Side sign="+" value={after} />
        </Box>
      ))}
    </Stack>
  );
}

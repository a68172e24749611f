import { Text } from '@mantine/core';
import type { Provenance } from '@/lib/api/types';
import { writerOf } from '@/lib/ask/evidence';

const authors: Record<string, string> = {
  builtin: 'the built-in engine, without a model',
  model: 'a model',
  person: 'you',
  verified: 'somebody who confirmed it for a question like this',
};

/** Who wrote the SQL. */
export function WrittenBy({ provenance }: { provenance: Provenance }) {
  const writer = writerOf(provenance);
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      Written by {writer?.model ?? authors[provenance.author] ?? provenance.author}
      {writer && `, a model of ${writer.provider}; checked and run as you`}
    </Text>
  );
}

import { Text } from '@mantine/core';
import type { Provenance } from '@/lib/api/types';
import { writerOf } from '@/lib/ask/evidence';
import * as t from '@/texts/evidence';

const authors: Record<string, string> = {
  builtin: t.byEngine,
  model: t.aModel,
  person: t.you,
  verified: t.byConfirmed,
};

/** Who wrote the SQL. */
export function WrittenBy({ provenance }: { provenance: Provenance }) {
  const writer = writerOf(provenance);
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {writer ? t.writtenByModel(writer.model, writer.provider) : t.writtenBy(authors[provenance.author] ?? provenance.author)}
    </Text>
  );
}

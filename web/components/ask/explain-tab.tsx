import { Stack, Text } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/evidence';
import { Reading } from './reading';
import { WhatChanged } from './what-changed';
import { WordParts } from './word-parts';
import { WordsTable } from './words-table';

function Heading({ children }: { children: string }) {
  return (
    <Text component="h3" size="sm" fw={550} m={0}>
      {children}
    </Text>
  );
}

/** Which words of the question became which parts of the SQL, and how else it could be read. */
export function ExplainTab({ turn, answer }: { turn: Turn; answer: Answer }) {
  const { provenance, alternatives, refinement, connection_id } = answer;
  const { words } = provenance;
  const nothing = words.length === 0 && alternatives.length === 0 && !refinement;
  return (
    <Stack gap="md">
      {words.length > 0 && (
        <>
          <Heading>{t.wordsRead}</Heading>
          <WordParts question={turn.title ? answer.question : turn.question} answer={answer} />
          <WordsTable words={words} />
        </>
      )}
      {refinement && refinement.changes.length > 0 && (
        <>
          <Heading>{t.whatChanged}</Heading>
          <WhatChanged refinement={refinement} />
        </>
      )}
      {alternatives.length > 0 && (
        <>
          <Heading>{t.otherWays(alternatives.length)}</Heading>
          <div>
            {alternatives.map(({ sql, ask, explanation, confidence }) => (
              <Reading key={ask} label={explanation} {...{ sql, confidence }} question={ask} source={connection_id} />
            ))}
          </div>
        </>
      )}
      {nothing && <Text c="dimmed">{answer.explanation ?? t.nothingToExplain}</Text>}
    </Stack>
  );
}

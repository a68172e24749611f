import { Group, Text, Title, Tooltip } from '@mantine/core';
import { useDeferredValue } from 'react';
import { KindIcon } from '@/components/sources/kind-icon';
import type { Connection } from '@/lib/api/types';
import type { Turn } from '@/lib/ask/thread';
import { stretches } from '@/lib/ask/words';
import classes from './ask.module.css';

const none: NonNullable<Turn['answer']>['provenance']['words'] = [];

/** The question; words that became part of the query are marked and say what they became. */
export function AskedQuestion({ turn, source }: { turn: Turn; source?: Connection }) {
  // The answer is painted first, then what each word became.
  const words = useDeferredValue(turn.title ? none : (turn.answer?.provenance.words ?? none), none);
  const question = turn.title ?? turn.question;
  return (
    <div>
      {source && (
        <Group gap={6} mb={4} c="dimmed" wrap="nowrap">
          <KindIcon connection={source} size={15} />
          <Text size="sm" truncate>
            {source.name}
          </Text>
        </Group>
      )}
      <Title order={2} className={classes.asked}>
        {stretches(question, words).map(({ text, word }, index) =>
          word ? (
            <Tooltip
              key={index}
              label={`${word.became} — ${word.because}`}
              multiline
              maw={340}
              events={{ hover: true, focus: true, touch: true }}
            >
              <mark className={classes.word}>
                {text}
              </mark>
            </Tooltip>
          ) : (
            <span key={index}>{text}</span>
          ),
        )}
      </Title>
    </div>
  );
}

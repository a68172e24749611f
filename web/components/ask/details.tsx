import { Accordion } from '@mantine/core';
import type { Answer } from '@/lib/api/types';
import { duration } from '@/lib/format';
import classes from './details.module.css';
import { EvidenceItem, hasEvidence } from './evidence';
import { Reading } from './reading';
import { WordsTable } from './words-table';

/** What is behind an answer: words and what they became, other readings, where the time went. */
export function Details({ answer }: { answer: Answer }) {
  const { provenance, alternatives, timings, connection_id } = answer;
  return (
    <Accordion variant="default" multiple keepMounted={false} classNames={classes} chevronPosition="left">
      {provenance.words.length > 0 && (
        <Accordion.Item value="words">
          <Accordion.Control>How your words were read</Accordion.Control>
          <Accordion.Panel>
            <WordsTable words={provenance.words} />
          </Accordion.Panel>
        </Accordion.Item>
      )}
      {alternatives.length > 0 && (
        <Accordion.Item value="alternatives">
          <Accordion.Control>Other ways to read it ({alternatives.length})</Accordion.Control>
          <Accordion.Panel>
            {alternatives.map(({ sql, ask, explanation, confidence }) => (
              <Reading key={ask} label={explanation} {...{ sql, confidence }} question={ask} source={connection_id} />
            ))}
          </Accordion.Panel>
        </Accordion.Item>
      )}
      {hasEvidence(answer) && <EvidenceItem answer={answer} />}
      <Accordion.Item value="time">
        <Accordion.Control>Took {duration(timings.total_ms)}</Accordion.Control>
        <Accordion.Panel>
          Understanding {duration(timings.understand_ms)}, making it safe {duration(timings.guard_ms)},
          running it {duration(timings.execute_ms)}.
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

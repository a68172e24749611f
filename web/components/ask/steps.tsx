import { Loader, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { duration } from '@/lib/format';
import type { Turn } from '@/lib/ask/thread';
import * as t from '@/texts/answer';
import classes from './ask.module.css';

const names: Record<string, [doing: string, done: string]> = {
  retrieve: [t.lookingAtSchema, t.schema],
  understand: [t.readingQuestion, t.understood],
  link: [t.choosingTables, t.tablesChosen],
  write: [t.writingSql, t.modelAsked],
  try: [t.tryingIt, t.tried],
  repair: [t.repairing, t.repairAsked],
  guard: [t.makingItSafe, t.madeSafe],
  execute: [t.runningIt, t.ran],
  chart: [t.drawing, t.drawn],
};

function nameOf(step: string, done: boolean): string {
  return names[step]?.[done ? 1 : 0] ?? step;
}

/** The stages of an answer as they happen, then how long each took. */
export function Steps({ turn }: { turn: Turn }) {
  const running = turn.status === 'running';
  return (
    <ul className={classes.steps} aria-live="polite" aria-label={t.steps}>
      {turn.steps.map(({ step, status, ms }) => (
        <li key={step} className={classes.step}>
          {status === 'started' && running ? (
            <Loader size={13} aria-hidden />
          ) : (
            <IconCheck size={15} aria-hidden />
          )}
          {nameOf(step, status === 'done')}
          {ms !== undefined && (status === 'done' || !running) && <span>{duration(ms)}</span>}
        </li>
      ))}
      {running && turn.steps.length === 0 && (
        <li className={classes.step}>
          <Loader size={13} aria-hidden /> <Text inherit>{t.sendingQuestion}</Text>
        </li>
      )}
    </ul>
  );
}

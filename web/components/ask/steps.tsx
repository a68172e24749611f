import { Loader, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { duration } from '@/lib/format';
import type { Turn } from '@/lib/ask/thread';
import classes from './ask.module.css';

const names: Record<string, [doing: string, done: string]> = {
  retrieve: ['Looking at the schema', 'Schema'],
  understand: ['Reading the question', 'Understood'],
  link: ['A model chooses tables', 'Asked for tables'],
  write: ['A model writes SQL', 'Asked a model'],
  try: ['Trying what was written', 'Tried'],
  repair: ['A model repairs SQL', 'Asked for a repair'],
  guard: ['Making it safe', 'Made safe'],
  execute: ['Running it', 'Ran'],
  chart: ['Drawing', 'Drawn'],
};

function nameOf(step: string, done: boolean): string {
  return names[step]?.[done ? 1 : 0] ?? step;
}

/** The stages of an answer as they happen, then how long each took. */
export function Steps({ turn }: { turn: Turn }) {
  const running = turn.status === 'running';
  return (
    <ul className={classes.steps} aria-live="polite" aria-label="Steps">
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
          <Loader size={13} aria-hidden /> <Text inherit>Sending the question</Text>
        </li>
      )}
    </ul>
  );
}

import { Paper, Text } from '@mantine/core';
import type { Overview } from '@/lib/api/types';
import { duration, number, percent } from '@/lib/format';
import * as t from '@/texts/overview';
import classes from './overview.module.css';

interface Figure {
  name: string;
  value: string;
  beside: string;
}

function figuresOf(total: Overview['total']): Figure[] {
  const { queries, answered, unanswered, failed, cancelled, median_ms, p95_ms } = total;
  return [
    { name: t.questions, value: number(queries), beside: t.answeredCount(answered) },
    { name: t.answered, value: percent(answered / queries), beside: t.unansweredCount(unanswered) },
    { name: t.timeToAnswer, value: answered > 0 ? duration(median_ms) : '–', beside: answered > 0 ? t.within95Of(duration(p95_ms)) : t.noAnswersYet },
    { name: t.failed, value: number(failed), beside: t.cancelledCount(cancelled) },
  ];
}

export function Figures({ total }: { total: Overview['total'] }) {
  return (
    <dl className={classes.figures} aria-label={t.figures}>
      {figuresOf(total).map(({ name, value, beside }) => (
        <Paper key={name} px="md" py="sm">
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <dd className={classes.figure}>{value}</dd>
          <Text component="dd" size="xs" c="dimmed" m={0}>
            {beside}
          </Text>
        </Paper>
      ))}
    </dl>
  );
}

import { Paper, Text } from '@mantine/core';
import type { Overview } from '@/lib/api/types';
import { duration, percent } from '@/lib/format';
import classes from './overview.module.css';

interface Figure {
  name: string;
  value: string;
  beside: string;
}

function figuresOf(total: Overview['total']): Figure[] {
  const { queries, answered, unanswered, failed, cancelled, median_ms, p95_ms } = total;
  return [
    { name: 'Questions', value: queries.toLocaleString(), beside: `${answered.toLocaleString()} answered` },
    { name: 'Answered', value: percent(answered / queries), beside: `${unanswered.toLocaleString()} asked back or out of reach` },
    { name: 'Time to answer', value: answered > 0 ? duration(median_ms) : '–', beside: answered > 0 ? `95 % within ${duration(p95_ms)}` : 'no answers yet' },
    { name: 'Failed', value: failed.toLocaleString(), beside: `${cancelled.toLocaleString()} cancelled` },
  ];
}

export function Figures({ total }: { total: Overview['total'] }) {
  return (
    <dl className={classes.figures} aria-label="Figures">
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

import { Accordion, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Mark } from '@/lib/api/types';
import { grades } from '@/lib/evaluations/words';
import * as t from '@/texts/evaluations';
import classes from './marks.module.css';
import { MarkDetail } from './mark-detail';
import { MarkHead } from './mark-head';

type Filter = 'all' | keyof typeof grades;

/** The questions, each with what came of it; those that are not good need a look. */
export function MarkList({ marks }: { marks: Mark[] }) {
  const [filter, setFilter] = useState<Filter>('all');
  if (marks.length === 0) return null;
  const amount = (grade: Filter) => marks.filter((mark) => grade === 'all' || mark.grade === grade).length;
  const choices = [
    { value: 'all', label: t.allCounted(amount('all')) },
    { value: 'bad', label: `${grades.bad.label} ${amount('bad')}` },
    { value: 'needs_review', label: `${grades.needs_review.label} ${amount('needs_review')}` },
    { value: 'good', label: `${grades.good.label} ${amount('good')}` },
  ];
  const shown = marks.filter((mark) => filter === 'all' || mark.grade === filter);
  return (
    <Stack gap="sm" component="section" aria-label={t.questions}>
      <SegmentedControl
        aria-label={t.whichQuestions}
        data={choices}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        w={{ base: '100%', xs: 'fit-content' }}
      />
      {shown.length === 0 && <Text c="dimmed">{t.noneOfThem}</Text>}
      <Accordion variant="separated" radius="md" multiple keepMounted={false} classNames={classes}>
        {shown.map((mark) => (
          <Accordion.Item key={mark.id} value={mark.id}>
            <Accordion.Control>
              <MarkHead mark={mark} />
            </Accordion.Control>
            <Accordion.Panel>
              <MarkDetail mark={mark} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

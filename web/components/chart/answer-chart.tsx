'use client';

import { Box, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartBar } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import type { Answer } from '@/lib/api/types';
import { useChart } from '@/lib/result/chosen-charts';
import * as t from '@/texts/chart';
import { DrawnChart } from './drawn-chart';
import type { Drawable } from './use-drawn';

const ChartEditor = dynamic(() => import('./chart-editor').then((each) => each.ChartEditor));

export function drawableOf({ columns, rows, truncated, id }: Answer): Drawable {
  return { columns, rows, truncated, of: { query_id: id } };
}

/** Opens the editor of an answer's chart. */
export function ChartButton({ answer }: { answer: Answer }) {
  const [opened, { open, close }] = useDisclosure();
  const chart = useChart(answer);
  return (
    <>
      <Button size="compact-sm" variant="subtle" leftSection={<IconChartBar size={15} aria-hidden />} onClick={open}>
        {chart ? t.editChart : t.makeAChart}
      </Button>
      {opened && <ChartEditor answer={answer} onClose={close} />}
    </>
  );
}

/** The chart of an answer, as it was proposed or chosen. */
export function AnswerChart({ answer }: { answer: Answer }) {
  const chart = useChart(answer);
  if (!chart) return null;
  return (
    <Box miw={0}>
      <DrawnChart spec={chart} data={drawableOf(answer)} label={answer.explanation ?? answer.question} />
      <Group justify="flex-end" mt={4}>
        <ChartButton answer={answer} />
      </Group>
    </Box>
  );
}

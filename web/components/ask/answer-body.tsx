import { Box, SimpleGrid, Skeleton } from '@mantine/core';
import { AnswerChart } from '@/components/chart/answer-chart';
import { SingleValue } from '@/components/chart/single-value';
import { ResultGrid } from '@/components/result/result-grid';
import { Later } from '@/components/ui/later';
import type { Answer } from '@/lib/api/types';
import { cellText, exactTitle } from '@/lib/result/cells';
import { useChart } from '@/lib/result/chosen-charts';
import * as t from '@/texts/answer';

/** A single value is said large; other results are a table, with a chart where one helps. */
export function AnswerBody({ answer }: { answer: Answer }) {
  const { columns, rows, truncated } = answer;
  const chart = useChart(answer);
  const [column] = columns;
  if (rows.length === 1 && columns.length === 1 && column) {
    const cell = rows[0]?.[0];
    return <SingleValue text={cellText(cell, column)} title={exactTitle(cell, column)} name={column.name} />;
  }
  const grid = (
    <ResultGrid
      columns={columns}
      rows={rows}
      label={t.rowsOf(answer.question)}
      of={truncated ? { query_id: answer.id } : undefined}
      name={answer.id}
    />
  );
  if (!chart) return grid;
  return (
    <SimpleGrid cols={{ base: 1, md: columns.length <= 3 ? 2 : 1 }} spacing="lg">
      <Later placeholder={<Skeleton h={280} />}>
        <AnswerChart answer={answer} />
      </Later>
      <Box miw={0}>{grid}</Box>
    </SimpleGrid>
  );
}

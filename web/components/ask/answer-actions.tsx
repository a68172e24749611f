import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPin } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { usePermission } from '@/components/auth/auth-context';
import { ChartButton, drawableOf } from '@/components/chart/answer-chart';
import { useDrawn } from '@/components/chart/use-drawn';
import { AnswerExport } from '@/components/result/answer-export';
import { CopyButton } from '@/components/ui/copy-button';
import type { Answer } from '@/lib/api/types';
import { asTabbed } from '@/lib/result/cells';
import { useChart } from '@/lib/result/chosen-charts';
import * as t from '@/texts/answer';

const PinModal = dynamic(() => import('@/components/dashboards/pin-modal').then((each) => each.PinModal));

/** A chart of sums goes along with the statement that makes them: a tile has fewer rows than they were made of. */
function usePinned(answer: Answer) {
  const chart = useChart(answer);
  const { drawn } = useDrawn(chart, drawableOf(answer));
  const shown = { ...answer, chart };
  if (!drawn?.sql) return { shown };
  const { connection_id, question } = answer;
  return { shown, tile: { sql: drawn.sql, connection_id, question: question.slice(0, 2000), chart: drawn.spec as Record<string, never> } };
}

function PinButton({ answer }: { answer: Answer }) {
  const [opened, { open, close }] = useDisclosure();
  const { shown, tile } = usePinned(answer);
  if (!usePermission('write')) return null;
  return (
    <>
      <Button size="compact-sm" variant="subtle" leftSection={<IconPin size={15} aria-hidden />} onClick={open}>
        {t.pinToDashboard}
      </Button>
      {opened && <PinModal answer={shown} tile={tile} onClose={close} />}
    </>
  );
}

export function AnswerActions({ answer }: { answer: Answer }) {
  const { columns, rows, row_count, truncated } = answer;
  const chart = useChart(answer);
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed">
        {truncated ? t.firstRows(row_count) : t.rowCount(row_count)}
      </Text>
      <Group gap={4}>
        {!chart && rows.length > 1 && <ChartButton answer={answer} />}
        <PinButton answer={answer} />
        <CopyButton value={asTabbed(columns, rows)} label={t.copyRows} />
        <AnswerExport answer={answer} />
      </Group>
    </Group>
  );
}

import { chartKind } from '@/components/chart/fitted';
import { drawableOf } from '@/components/chart/answer-chart';
import { useDrawn } from '@/components/chart/use-drawn';
import type { Answer } from '@/lib/api/types';
import { useChart } from '@/lib/result/chosen-charts';
import { ExportMenu } from './export-menu';

/** The result of an answer as a file, or its chart as a picture. */
export function AnswerExport({ answer }: { answer: Answer }) {
  const chart = useChart(answer);
  const { drawn } = useDrawn(chart, drawableOf(answer));
  const picture = drawn && chartKind(drawn.spec) !== 'number' ? drawn : null;
  return <ExportMenu of={{ query_id: answer.id }} name={answer.id} title={answer.question} picture={picture} />;
}

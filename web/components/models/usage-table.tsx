import { FigureTable } from '@/components/ui/figure-table';
import { dollars, duration, number } from '@/lib/format';
import type { UsageSum } from '@/lib/models/usage';
import * as t from '@/texts/spending';

const columns = [t.calls, t.failed, t.tokensIn, 'cached', 'out', t.cost, t.meanTime];

function cellsOf({ calls, failures, input, cached, output, cost, ms }: UsageSum): string[] {
  const amounts = [calls, failures, input, cached, output].map((each) => number(each));
  return [...amounts, dollars(cost), calls > 0 ? duration(ms / calls) : '–'];
}

export function UsageTable({ sums, heading }: { sums: UsageSum[]; heading: string }) {
  const rows = sums.map((sum) => ({ key: sum.name, name: sum.name, cells: cellsOf(sum) }));
  return <FigureTable label={t.usage} heading={heading} columns={columns} rows={rows} minWidth={620} />;
}

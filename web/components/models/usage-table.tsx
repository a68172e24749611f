import { FigureTable } from '@/components/ui/figure-table';
import { dollars, duration } from '@/lib/format';
import type { UsageSum } from '@/lib/models/usage';

const columns = ['Calls', 'Failed', 'Tokens in', 'cached', 'out', 'Cost', 'Mean time'];

function cellsOf({ calls, failures, input, cached, output, cost, ms }: UsageSum): string[] {
  const amounts = [calls, failures, input, cached, output].map((each) => each.toLocaleString());
  return [...amounts, dollars(cost), calls > 0 ? duration(ms / calls) : '–'];
}

export function UsageTable({ sums, heading }: { sums: UsageSum[]; heading: string }) {
  const rows = sums.map((sum) => ({ key: sum.name, name: sum.name, cells: cellsOf(sum) }));
  return <FigureTable label="Usage" heading={heading} columns={columns} rows={rows} minWidth={620} />;
}

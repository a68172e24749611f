import { Text } from '@mantine/core';
import { FigureTable } from '@/components/ui/figure-table';
import type { RoleTotals } from '@/lib/api/types';
import { dollars, duration, number } from '@/lib/format';
import { roleName } from '@/lib/models/words';
import * as t from '@/texts/evaluations';

const columns = [t.calls, t.failed, t.tokens, t.cost, 'p50', 'p95'];

function cellsOf({ calls, failures, input_tokens, output_tokens, cost, p50_ms, p95_ms }: RoleTotals): string[] {
  const counts = [calls, failures, input_tokens + output_tokens].map((each) => number(each));
  return [...counts, cost === undefined ? '–' : dollars(cost), duration(p50_ms), duration(p95_ms)];
}

function Name({ totals: { role, provider, model } }: { totals: RoleTotals }) {
  return (
    <>
      {roleName(role)}
      <Text size="xs" c="dimmed">
        {provider}/{model}
      </Text>
    </>
  );
}

/** What each model did in each role. */
export function RoleTotalsTable({ roles }: { roles: RoleTotals[] }) {
  if (roles.length === 0) return null;
  const rows = roles.map((totals) => ({
    key: `${totals.role} ${totals.provider} ${totals.model}`,
    name: <Name totals={totals} />,
    cells: cellsOf(totals),
  }));
  return <FigureTable label={t.models} heading={t.roleAndModel} columns={columns} rows={rows} minWidth={560} />;
}

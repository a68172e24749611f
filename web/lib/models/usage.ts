import type { UsageDay } from '../api/types';
import { roleName } from './words';

export type Grouping = 'day' | 'role' | 'model';

/** What the calls of one group took together. */
export interface UsageSum {
  name: string;
  calls: number;
  failures: number;
  input: number;
  cached: number;
  output: number;
  cost: number;
  /** Milliseconds of all calls. */
  ms: number;
}

const nameIn: Record<Grouping, (day: UsageDay) => string> = {
  day: ({ day }) => day,
  role: ({ role }) => roleName(role),
  model: ({ provider, model }) => `${provider}/${model}`,
};

function plus(sum: UsageSum, day: UsageDay): UsageSum {
  return {
    name: sum.name,
    calls: sum.calls + day.calls,
    failures: sum.failures + day.failures,
    input: sum.input + day.input_tokens,
    cached: sum.cached + day.cached_tokens,
    output: sum.output + day.output_tokens,
    cost: sum.cost + day.cost_usd,
    ms: sum.ms + day.ms,
  };
}

/** By day the newest first, else what cost most first. */
export function sumsBy(grouping: Grouping, days: UsageDay[]): UsageSum[] {
  const sums = new Map<string, UsageSum>();
  for (const day of days) {
    const name = nameIn[grouping](day);
    const none = { name, calls: 0, failures: 0, input: 0, cached: 0, output: 0, cost: 0, ms: 0 };
    sums.set(name, plus(sums.get(name) ?? none, day));
  }
  const weight = ({ cost, input, output }: UsageSum) => cost * 1e9 + input + output;
  return [...sums.values()].sort((a, b) =>
    grouping === 'day' ? b.name.localeCompare(a.name) : weight(b) - weight(a),
  );
}

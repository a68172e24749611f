import { Group, Progress, Text } from '@mantine/core';
import { useModelUsage } from '@/lib/api/models';
import { dollars, exactMoment, number, percent } from '@/lib/format';
import type { BudgetName } from '@/lib/models/draft';
import * as t from '@/texts/spending';
import { budgets } from './budgets';

interface Props {
  name: BudgetName;
  /** Says which budget it is, where nothing else does. */
  titled?: boolean;
}

const colors = { free: 'tide', warned: 'yellow', used_up: 'red' };

/** How much of a budget is used; nothing where no bound is saved. */
export function BudgetBar({ name, titled = false }: Props) {
  const { data } = useModelUsage(30);
  const budget = data?.budgets.find((each) => each.budget === name);
  const bound = budget?.hard ?? budget?.soft;
  if (!budget || bound === undefined) return null;
  const about = budgets.find((each) => each.name === name);
  const text = (amount: number) => (about?.money ? dollars(amount) : number(amount));
  const share = bound === 0 ? 1 : Math.min(budget.used / bound, 1);
  const used = [text(budget.used), text(bound), percent(share)] as const;
  return (
    <div>
      <Group justify="space-between" gap="xs" mt={titled ? 0 : 'sm'} mb={4}>
        <Text size="sm">
          {titled ? t.namedBudgetUsed(about?.title ?? name, ...used) : t.budgetUsed(...used)}
        </Text>
        <Text size="sm" c="dimmed">
          {t.beginsAnew(exactMoment(budget.resets_at))}
        </Text>
      </Group>
      <Progress
        value={share * 100}
        color={colors[budget.state]}
        aria-label={t.usedOf(about?.title ?? name)}
      />
    </div>
  );
}

import type { BudgetName } from '@/lib/models/draft';
import * as t from '@/texts/spending';

/** The four budgets in the words of people. */
export const budgets: { name: BudgetName; title: string; money: boolean }[] = [
  { name: 'tokens_day', title: t.tokensDay, money: false },
  { name: 'tokens_month', title: t.tokensMonth, money: false },
  { name: 'money_day', title: t.moneyDay, money: true },
  { name: 'money_month', title: t.moneyMonth, money: true },
];

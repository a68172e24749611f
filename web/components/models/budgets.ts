import type { BudgetName } from '@/lib/models/draft';

/** The four budgets in the words of people. */
export const budgets: { name: BudgetName; title: string; money: boolean }[] = [
  { name: 'tokens_day', title: 'Tokens of a day', money: false },
  { name: 'tokens_month', title: 'Tokens of a month', money: false },
  { name: 'money_day', title: 'US dollars of a day', money: true },
  { name: 'money_month', title: 'US dollars of a month', money: true },
];

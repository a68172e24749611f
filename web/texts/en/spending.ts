export const tokensDay = 'Tokens of a day';
export const tokensMonth = 'Tokens of a month';
export const moneyDay = 'US dollars of a day';
export const moneyMonth = 'US dollars of a month';

export const budgetUsed = (used: string, bound: string, share: string) => `${used} of ${bound} used (${share})`;
export const namedBudgetUsed = (budget: string, used: string, bound: string, share: string) =>
  `${budget}: ${budgetUsed(used, bound, share)}`;
export const beginsAnew = (moment: string) => `Begins anew ${moment}`;
export const usedOf = (title: string) => `Used of: ${title}`;

export const budgetsAbout =
  'For the whole team; days and months are those of UTC. A soft bound is told in the log, a hard one is never passed: from then on the built-in engine answers alone. Left empty, nothing bounds it.';
export const softBound = 'Soft bound';
export const none = 'None';
export const hardBound = 'Hard bound';

export const priceTitles = {
  input: 'Input',
  cached: 'Cached input',
  output: 'Output',
};
export const priceRow = (index: number) => `row ${index}`;
export const modelOfRow = (index: number) => `Model of row ${index}`;
export const modelExample = 'my-model*';
export const priceOf = (title: string, name: string) => `${title} price of ${name}`;
export const removePriceOf = (name: string) => `Remove the price of ${name}`;
export const pricesAbout =
  'In US dollars for a million tokens. Parlance ships a table of known models; what stands here goes before it. A * at the end of a name stands for anything.';
export const addPrice = 'Add a price';
export const prices = 'Prices';
export const model = 'Model';
export const remove = 'Remove';

export const tokens = 'Tokens';
export const role = 'Role';
export const tokensByRole = 'Tokens by day and role';
export const tokensByRoleLabel = 'tokens by day and role';

export const lastDays7Choice = '7 days';
export const lastDays30Choice = '30 days';
export const lastDays90Choice = '90 days';
export const byDay = 'By day';
export const byRole = 'By role';
export const byModel = 'By model';
export const usageHeadings = {
  day: 'Day',
  role: 'Role',
  model: 'Model',
};
export const grouping = 'Grouping';
export const period = 'Period';
export const noCallsYet = 'No calls yet';
export const noCallsText = 'What models take is counted here, by day, role and model.';

export const calls = 'Calls';
export const failed = 'Failed';
export const tokensIn = 'Tokens in';
export const cost = 'Cost';
export const meanTime = 'Mean time';
export const usage = 'Usage';

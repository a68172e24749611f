import { number } from '@/lib/format';

export const valuesAndMore = (values: string, more: number) => `${values} and ${number(more)} more`;
export const containsText = (text: string) => `contains ${text}`;
export const fromValue = (from: string) => `from ${from}`;
export const toValue = (to: string) => `up to ${to}`;
export const lastDays7 = 'Last 7 days';
export const lastDays30 = 'Last 30 days';
export const thisMonth = 'This month';
export const lastMonth = 'Last month';
export const thisYear = 'This year';
export const lastYear = 'Last year';
export const choiceKind = 'Choice of values';
export const daysKind = 'Range of days';
export const numbersKind = 'Range of numbers';
export const textKind = 'Part of a text';

export const filterHidden = 'You may not see what this filter is about';
export const filters = 'Filters';
export const clearFilters = 'Clear filters';

export const all = 'All';
export const typeToFind = 'Type to find others';
export const looking = 'Looking…';
export const noSuchValue = 'No such value';
export const numberExample = 'A number such as 12.5';
export const fromDay = 'From';
export const to = 'To';
export const toDay = 'To, included';
export const contains = 'Contains';
export const clear = 'Clear';

export const chosenBefore = 'Chosen before';
export const columns = 'Columns';
export const chooseAColumn = 'Choose a column';
export const loading = 'Loading…';
export const noColumnFound = 'No such column';
export const newFilterName = 'new filter';
export const newFilter = 'New filter';
export const name = 'Name';
export const oneChooses = 'One chooses';
export const moveUpNamed = (name: string) => `Move ${name} up`;
export const removeThis = (name: string) => `Remove ${name}`;

export const filterNameMissing = 'Give every filter a name';
export const filterColumnMissing = (label: string) => `Choose a column for ${label}`;
export const filtersSaved = 'The filters were saved';
export const filtersTitle = 'Filters of this dashboard';
export const filtersAbout =
  'Whoever looks chooses by them. A filter narrows every tile that reads a table of its columns; other tiles say that it does not concern them.';
export const addFilter = 'Add a filter';
export const saveFilters = 'Save filters';

import { number } from '@/lib/format';
import { count } from './plural';

export const withheld = {
  policy: 'Its values, or rows of its table, are held back from you.',
  sensitive: 'Looks sensitive, so its values are not counted. An administrator can allow it under Settings.',
  type: 'Documents, bytes and lists are not counted.',
  long_values: 'Long texts: only empty ones are counted.',
};
export const tableEmpty = 'The table is empty.';
export const allRows = (rows: number) => `All ${count(rows, 'row')}.`;
export const sampledOfMore = (looked: number) => `Sampled: the first ${number(looked)} of more, not a fair draw.`;
export const sampled = (looked: number, rows: number, exact: boolean) =>
  `Sampled: the first ${number(looked)} of ${exact ? '' : 'about '}${count(rows, 'row')}, not a fair draw.`;
export const neverEmpty = 'never empty';
export const shareEmpty = (share: string) => `${share} empty`;
export const eachDiffers = 'each differs';
export const distinctCount = (amount: number) => count(amount, 'value');
export const barOf = (from: string, to: string, amount: number) => `${from} to ${to}: ${number(amount)}`;

export const histogramLabel = (name: string, minimum: string | undefined, maximum: string | undefined, steps: number) =>
  `How ${name} is spread from ${minimum ?? 'the least'} to ${maximum ?? 'the greatest'}, in ${steps} steps`;

export const profilesOff = 'Values are not counted';
export const profilesOffText = 'An administrator has turned the profiles of this source off.';
export const changeSettings = 'Change the settings';
export const notCounted = 'Not counted yet';
export const profileBusy = 'The values of other tables are being counted right now.';
export const tryAgain = 'Try again';
export const countingValues = 'Counting values';
export const countingSlow = 'Counting values; that takes some seconds at the most.';
export const notForYou = 'Not for you to see';
export const counted = (when: string) => `Counted ${when}`;

export const frequentValues = (name: string) => `Most frequent values of ${name}`;
export const emptyText = '(empty text)';

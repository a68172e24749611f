import { number } from '@/lib/format';
import { count } from './plural';

export const verySure = 'Very sure';
export const fairlySure = 'Fairly sure';
export const unsure = 'Unsure';
export const aGuess = 'A guess';

export const authors = {
  builtin: 'Built-in engine',
  write: 'Model',
  revise: 'Model, for the follow-up',
  repair: 'Model, as a repair',
};
export const ran = 'ran';
export const failedWith = (outcome: string) => `failed with ${outcome}`;
export const rowCount = (amount: number) => count(amount, 'row');
export const candidateSure = (rows: string, share: string) => `${rows}, ${share} sure`;
export const chosen = 'Chosen';
export const hideSql = 'Hide SQL';
export const showSql = 'Show SQL';
export const candidates = 'Candidates';

export const confidenceMeans = 'How likely it is that this SQL means what you asked';

export const goneSource = 'a source that is gone';
export const source = 'Source';
export const rows = 'Rows';
export const firstOfMore = (amount: number) => `${count(amount, 'row')}, and there are more`;
export const time = 'Time';
export const timeParts = (total: string, understand: string, guard: string, execute: string) =>
  `${total}: understanding ${understand}, making it safe ${guard}, running it ${execute}`;
export const confidence = 'Confidence';
export const facts = 'Facts';
export const columnOrigins = 'Where each column is from';
export const column = 'Column';
export const origin = 'From';
export const masked = 'Masked';
export const computed = 'computed';
export const guardChecked = (tables: string, rowsMax: number, time: string) =>
  `The guard checked it with your rights of today: reads ${tables || 'no table'}, at most ${count(rowsMax, 'row')} and ${time}.`;
export const whatPoliciesDid = 'What policies did';
export const whySure = 'Why it is so sure';

export const sums = (calls: number, tokens: number, cost: string, unpriced: boolean, time: string) =>
  `${count(calls, 'call')}, ${count(tokens, 'token')}, ${cost}${unpriced ? ' and what has no price' : ''}, ${time}`;
export const copyReplayCommand = 'Copy replay command';
export const evidenceCounts = (steps: number, candidates: number) =>
  `Evidence${steps > 0 ? ` (${count(candidates, 'candidate')}, ${count(steps, 'model call')})` : ''}`;

export const wordsRead = 'How your words were read';
export const whatChanged = 'What changed';
export const otherWays = (alternatives: number) => `Other ways to read it (${number(alternatives)})`;
export const nothingToExplain = 'There is nothing to say beside the SQL.';

export const changedLines = 'Lines of the SQL that changed';

export const questionWords = 'Words of the question';
export const sqlParts = 'Parts of the SQL';
export const pointHow = 'Point at a word or a part of the SQL, or go there with the Tab key.';
export const wordBecame = (words: string, became: string, because: string) => `“${words}” is ${became}, ${because}`;

export const words = 'Words';
export const became = 'Became';
export const because = 'Because';

export const byEngine = 'the built-in engine, without a model';
export const aModel = 'a model';
export const you = 'you';
export const byConfirmed = 'somebody who confirmed it for a question like this';
export const writtenBy = (author: string) => `Written by ${author}`;
export const writtenByModel = (model: string, provider: string) =>
  `Written by ${model}, a model of ${provider}; checked and run as you`;

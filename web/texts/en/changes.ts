import { number } from '@/lib/format';
import { count } from './plural';

export const nothingChanged = 'Nothing has changed';
export const hasChanged = 'It has changed';
export const lastLookedAt = (when: string) => `Last looked at ${when}`;
export const neverLookedAt = 'Not looked at yet';
export const lookNow = 'Look now';
export const changesTitle = 'Changes of the schema';
export const noChanges = 'No changes so far';
export const changesAbout = 'When tables or columns come, go or change, it is told here, with all that no longer works because of it.';

export const acknowledgeAll = 'Acknowledge all';
export const acknowledgedCount = (records: number) => `Acknowledged: ${number(records)}`;
export const allAcknowledged = 'Everything that changed is acknowledged.';

export const changesOfThis = (moment: string) => `changes of ${moment}`;
export const acknowledgedBy = (named: string | undefined, when: string) => `Acknowledged by ${named ?? 'somebody who left'} ${when}`;
export const takeBackAcknowledgement = (about: string) => `Take back the acknowledgement of ${about}`;
export const acknowledgeThis = (about: string) => `Acknowledge ${about}`;
export const takeBack = 'Take back';
export const acknowledge = 'Acknowledge';
export const changesOf = (moment: string) => `Changes of ${moment}`;
export const changeCount = (amount: number) => count(amount, 'change');
export const brokenCount = (broken: number) => `${number(broken)} broken`;
export const nothingBroke = 'Nothing broke';
export const showAll = (changes: number) => `Show all ${number(changes)}`;
export const changesUnnamed = (unnamed: number) => `${count(unnamed, 'further change')} not listed.`;
export const whatBroke = 'What broke';
export const whatThisBroke = 'What this broke';

import type { ReactNode } from 'react';
import { number } from '@/lib/format';
import { rich } from '@/lib/format/rich';

export const showMore = (words: ReactNode) => rich`Show more${words}`;
export const moreLeft = (more: number) => `${number(more)} left`;

export const fromMissing = 'Choose the column that points';
export const toMissing = 'Choose the column that is pointed at';
export const joinsFromNow = 'Questions join by it from now on';
export const addRelation = 'Add a relation';
export const toggleFrom = 'points';
export const columnFrom = 'The column that points';
export const toggleTo = 'is pointed at';
export const columnTo = 'The column that it points at';
export const add = 'Add';

export const accept = 'Accept';
export const reject = 'Reject';
export const takeBack = 'Take back';
export const against = 'Against: ';
export const confidence = 'Confidence';
export const shareSure = (share: string) => `${share} sure`;
export const pointsAt = 'points at';

export const all = 'All';
export const toReview = 'To review';
export const declared = 'Declared';
export const accepted = 'Accepted';
export const rejected = 'Rejected';
export const whichRelations = 'Which relations';
export const searchRelations = 'Search relations';
export const searchTablesColumns = 'Search tables and columns';
export const noRelationFound = 'No such relation';
export const relationsAbout =
  'Relations tell questions how tables are joined. Parlance finds keys, names and values that fit; others you can add.';
export const moreUnlisted = (left: number) => `${number(left)} more are not listed here: open a table to see its own.`;

export const showInDiagram = 'Show in the diagram';
export const standsAlone = 'It stands alone';
export const standsAloneText = 'No key and no name tells that it hangs together with another table. You can teach it under Relations.';

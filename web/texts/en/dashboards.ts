import { number } from '@/lib/format';
import { count } from './plural';

export const tileKinds = {
  chart: 'Chart',
  table: 'Table',
  number: 'Number',
  text: 'Text',
};
export const never = 'Never';
export const every30Seconds = 'Every 30 seconds';
export const everyMinute = 'Every minute';
export const every5Minutes = 'Every 5 minutes';
export const every15Minutes = 'Every 15 minutes';
export const everyHour = 'Every hour';
export const everySeconds = (amount: number) => `Every ${count(amount, 'second')}`;
export const justNow = 'Just now';
export const minutesOld = (minutes: number) => `${minutes} min old`;
export const hoursOld = (hours: number) => `${hours} h old`;
export const daysOld = (days: number) => `${days} d old`;
export const placeOf = (title: string, x: number, y: number, w: number, h: number) =>
  `${title}: column ${x}, row ${y}, ${w} wide, ${h} high`;
export const staysPut = (title: string) => `${title} stays where it is: there is no way further`;
export const noTable = 'no table';
export const alsoMaskedForYou = (masked: string) => ` Masked for you: ${masked}.`;
export const dryRun = (read: string, columns: number, rowsMax: number, hidden: string) =>
  `It may run: reads ${read}, shows ${count(columns, 'column')}, at most ${number(rowsMax)} rows.${hidden}`;

export const tileCount = (amount: number) => count(amount, 'tile');
export const somebodyGone = 'somebody who left';

export const noneForEditors = 'Let Parlance propose one from a source, begin with an empty one, or pin an answer to one.';
export const noneForViewers = 'When somebody of your team makes one, it appears here.';
export const noDashboardsYet = 'No dashboards yet';
export const proposeFromSource = 'Propose one from a source';

export const actionsFor = (title: string) => `Actions for ${title}`;
export const rename = 'Rename';
export const shareByLink = 'Share by link';
export const sendOnSchedule = 'Send on a schedule';
export const versions = 'Versions';
export const makeACopy = 'Make a copy';
export const deleteIt = 'Delete';

export const proposeOne = 'Propose one';
export const newDashboard = 'New dashboard';

export const text = 'Text';

export const source = 'Source';

export const pinnedToOverview = 'Pinned to the overview';
export const pinToOverview = 'Pin to the overview';
export const pinNamedToOverview = (title: string) => `Pin ${title} to the overview`;

import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';
import { count } from './plural';

export const addTile = 'Add tile';
export const askSomething = 'Ask something';
export const question = 'Question';
export const questionExample = 'How many orders per status?';
export const ask = 'Ask';

export const sql = 'SQL';
export const sqlHelp = 'One SELECT, in the dialect of PostgreSQL whatever the source is';
export const check = 'Check';

export const textMissing = 'Write something';
export const text = 'Text';
export const textExample = '# headings, **bold**, *italic*, `code`, - lists, [links](https://…)';
export const addText = 'Add text';

export const tileAdded = (title: string | undefined) => `${title || 'The tile'} was added below all others`;
export const addTileTitle = 'Add a tile';

export const pinned = (link: ReactNode) => rich`Pinned. ${link}`;
export const openDashboard = 'Open the dashboard';
export const titleEmpty = 'Give it a title';
export const dashboard = 'Dashboard';
export const aNewDashboard = 'A new dashboard';
export const newTitle = 'Title of the new dashboard';
export const tileTitle = 'Title of the tile';
export const shownAs = 'Shown as';
export const pin = 'Pin';
export const pinTitle = 'Pin to a dashboard';

export const tileHidden = 'You may not see this';
export const tryAgain = 'Try again';
export const loadingNamed = (title: string) => `Loading ${title}`;

export const readsNothingOf = (labels: string) => `Reads nothing that ${labels} is about`;
export const notFilteredBy = (labels: string) => `Not filtered by ${labels}`;
export const computedAt = (moment: string, hit: boolean | undefined) => `Computed ${moment}${hit ? ', from the cache' : ''}`;
export const couldNotRefresh = (link: ReactNode) => rich`, could not refresh · ${link}`;
export const refreshNamed = (title: string) => `Refresh ${title}`;
export const onlyFirstRows = (rowCount: number) => `the first ${count(rowCount, 'row')}`;

export const title = 'Title';
export const refreshByItself = 'Refresh by itself';

export const optional = 'Optional';
export const save = 'Save';
export const editNamed = (title: string) => `Edit ${title || 'text'}`;

export const noRows = 'No rows';
export const rowsOf = (title: string) => `Rows of: ${title}`;

export const hideSql = 'Hide SQL';

export const moveNamed = (name: string) => `Move ${name}`;
export const moveLeft = 'Move left';
export const moveRight = 'Move right';
export const moveUp = 'Move up';
export const moveDown = 'Move down';
export const wider = 'Wider';
export const narrower = 'Narrower';
export const taller = 'Taller';
export const shorter = 'Shorter';
export const changeNamed = (name: string) => `Change ${name}`;
export const edit = 'Edit';
export const remove = 'Remove';

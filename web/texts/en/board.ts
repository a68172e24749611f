import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';
import { count } from './plural';

export const theText = 'The text';
export const saved = 'Saved';
export const textRemoved = (title: string) => `${title || 'The text'} removed. It can be undone.`;

export const madeBy = (owner: string | undefined) => `By ${owner ?? 'somebody who left'}`;
export const edit = 'Edit';

export const dashboards = 'Dashboards';
export const loading = 'Loading';

export const emptyForEditors = 'Add one from a question, from SQL or as a text; or pin an answer to this dashboard.';
export const emptyForViewers = 'Whoever made this dashboard has put nothing on it.';
export const noTilesYet = 'No tiles yet';
export const addTileTitle = 'Add a tile';
export const noLongerSent = 'This dashboard is not sent any more';
export const noLongerSentText = 'A schedule was turned off, because sending failed again and again.';
export const lookAtSchedules = 'Look at the schedules';
export const unsavedTiles = 'You have moved or removed tiles of this dashboard and not saved that.';

export const reallyDelete = (title: string) => `Delete ${title}?`;
export const deleteDashboardMeans = 'It goes away for everybody of your team, with all of its tiles. The data itself is not touched.';
export const deleteDashboard = 'Delete dashboard';

export const changedMeanwhile = 'Somebody changed this dashboard meanwhile';
export const changedMeanwhileText =
  'You now see it as it is, with your changes on top. Nothing is lost: save once more to keep both, or discard yours.';
export const editing = 'Editing';
export const addTile = 'Add tile';
export const filters = 'Filters';
export const undo = 'Undo';
export const redo = 'Redo';
export const dragHow = 'Drag tiles by their grip; or focus it: arrow keys move, Shift and arrow keys resize.';
export const discard = 'Discard';
export const close = 'Close';
export const save = 'Save';

export const refreshesEvery = (chosen: string) => `Refreshes by itself: ${chosen}`;
export const refresh = 'Refresh';
export const autoRefresh = (chosen: string) => `Auto-refresh: ${chosen}`;
export const refreshForAll = 'Refresh by itself, for everybody';
export const chosen = 'chosen';

export const titleEmpty = 'Give it a title';
export const title = 'Title';
export const description = 'Description';
export const optional = 'Optional';
export const newDashboard = 'New dashboard';
export const create = 'Create';
export const renameNamed = (title: string) => `Rename ${title}`;

export const tilesCounted = (amount: number) => count(amount, 'tile');
export const filteredBy = (filters: string) => `filtered by ${filters}`;
export const refreshes = (refresh: string) => `refreshes ${refresh}`;
export const versionTiles = 'Tiles of this version';
export const restoreVersion = (version: number) => `Restore version ${version}`;
export const asItIs = 'As it is';
export const versionBy = (version: number, author: string | undefined, when: ReactNode) =>
  rich`Version ${version}, ${author ?? 'somebody who left'}, ${when}`;
export const versionRestored = (version: number) => `The dashboard is as in version ${version}`;
export const noVersions = 'Nothing was changed since versions are kept. The first change begins the list.';
export const versionsOf = (title: string) => `Versions of ${title}`;

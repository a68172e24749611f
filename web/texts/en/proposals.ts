import { count } from './plural';

export const unmatchedGoal = (unmatched: string) => `This source knows nothing of: ${unmatched}.`;
export const modelCallCount = (amount: number) => count(amount, 'model call');
export const titleEmpty = 'Give it a title';
export const nothingToPropose = 'Nothing to propose';
export const nothingToProposeText = 'This source has nothing to show.';
export const dashboardTitle = 'Title of the dashboard';
export const keepTiles = (tiles: number) => `Keep ${count(tiles, 'tile')}`;
export const proposalAbout = 'Each of these ran just now and has something to show. Uncheck what you do not want.';
export const proposedTiles = 'Proposed tiles';

export const sourceMissing = 'Choose a source';
export const source = 'Source';
export const goal = 'What do you want to keep an eye on?';
export const goalExample = 'sales overview, late orders… or leave it empty';
export const propose = 'Propose';
export const proposing = 'Trying out ideas on your data…';
export const proposingText = 'Each idea runs with your rights; what shows nothing is left out.';
export const mayNotMake = 'You may not make dashboards';
export const dashboards = 'Dashboards';
export const proposeTitle = 'Propose a dashboard';
export const proposeAbout = 'From a source and, if you like, a goal. Nothing is kept before you say so.';

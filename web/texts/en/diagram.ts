import { number } from '@/lib/format';

export const pk = 'PK';
export const moreColumns = (more: number) => `and ${number(more)} more`;
export const boxLabel = (name: string, columns: number) => `${name}, ${number(columns)} columns`;

export const diagramAbout = 'Tables and what they point at';
export const pointsAtNothing = 'Points at nothing here.';

export const neighbours = 'Neighbours';
export const twoSteps = '2 steps';
export const threeSteps = '3 steps';
export const picture = 'Picture';
export const list = 'List';
export const allTables = 'All tables';
export const nothingToDraw = 'Nothing to draw';
export const nothingToDrawText = 'The source has no table that you see.';
export const aroundTable = 'Around which table';
export const noSuchTable = 'No such table';
export const howFar = 'How far';
export const shownAs = 'Shown as';
export const nearestShown = (tablesMax: number, left: number) =>
  `The ${number(tablesMax)} nearest tables are shown; ${number(left)} more lie within reach.`;

export const drawingFailed = 'This picture cannot be drawn; the list has all of it.';
export const diagramLabel = (tables: number) => `Diagram of ${number(tables)} tables. Arrow keys move it, plus and minus zoom, 0 fits it.`;
export const zoomOut = 'Zoom out';
export const fit = 'Fit all of it';
export const zoomIn = 'Zoom in';

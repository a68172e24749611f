import { count } from './plural';

export const everywhere = 'Everywhere';
export const showKeysFree = 'Show these keys, while no text is being written';
export const showTheseKeys = 'Show these keys';
export const nextThing = 'Go to the next thing; the first Tab offers to skip the menu';
export const closeThings = 'Close a dialog, a menu or a list';
export const asking = 'Asking';
export const ask = 'Ask';
export const newLine = 'Begin a new line';
export const intoSuggestions = 'Go into the suggestions';
export const takeBackQuestion = 'Take the last question back';
export const bringBack = 'Have it again';
export const beginThread = 'Begin a new conversation';
export const runSql = 'Run the SQL in the editor';
export const results = 'Results';
export const cellToCell = 'Go from cell to cell; with Shift, select';
export const copyCells = 'Copy the selected cells';
export const selectAll = 'Select all rows that are there';
export const openCell = 'Look at a whole value, or sort by a heading';
export const columnWidth = 'Make the column of a heading narrower or wider';
export const headingMenu = 'Open the menu of a heading';
export const whileEditing = 'Dashboards, while editing';
export const moveTile = 'Move a tile by its handle; with Shift, resize it';
export const takeBackChange = 'Take the last change back';
export const sources = 'Sources';
export const foldTree = 'Close and open a table in the tree';
export const throughTree = 'Go through the tree';
export const zoomDiagram = 'Come closer in the diagram; − goes away, 0 shows all of it';

export const operationsOf = (tag: string) => `Operations of ${tag}`;
export const searchApi = 'Search the API';
export const fullReference = 'Full reference';
export const openApi = 'OpenAPI document';
export const operationCount = (amount: number) => count(amount, 'operation');

export const connectProgram = 'Connect a program';
export const api = 'API';
export const keys = 'Keys';
export const showKeys = 'Show keys';
export const takeTour = 'Take the tour';

export const questionKey = 'The key ? shows this';
export const questionKeyHelp = 'Turn it off when you dictate, or when it comes by itself.';

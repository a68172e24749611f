import { count } from './plural';

export const noSources = 'Nothing to ask yet';
export const noSourcesText = 'Connect a database, drop a file, or take the sample shop: then come back with a question.';
export const noSourcesForViewers = 'The team has no source yet. An analyst can upload a file, and an administrator can connect a database.';
export const addASource = 'Add a source';
export const newThread = 'New conversation';

export const suggestionCount = (items: number) => `${count(items, 'suggestion')}, arrow keys choose`;
export const suggestions = 'Suggestions';

export const ask = 'Ask';
export const cancel = 'Cancel';
export const yourQuestion = 'Your question';
export const askFurther = 'Ask a further question…';
export const questionExample = 'How many orders per status?';
export const enterSends = 'Enter sends the question, Shift and Enter start a new line.';

export const openingTitle = 'What would you like to know?';
export const openingText = 'Ask in plain English. You see the SQL before you trust the answer.';

export const sourceNamed = (name: string) => `Source: ${name}`;

export const tryOne = 'Try one of these';

export const noThreadFound = 'No conversation is called so.';
export const noThreads = 'What you ask is kept here.';
export const threads = 'Conversations';
export const searchThreads = 'Search conversations';

export const actionsFor = (title: string) => `Actions for ${title}`;

export const yourThreads = 'Your conversations';

export const threadDeleted = 'Conversation deleted. Its questions stay in your history.';
export const undo = 'Undo';

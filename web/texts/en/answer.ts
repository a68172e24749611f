import type { ReactNode } from 'react';
import { number } from '@/lib/format';
import { rich } from '@/lib/format/rich';
import { count } from './plural';

export const whyWritten = 'You wrote the SQL, so nothing had to be guessed.';
export const whyConfirmed = 'Somebody confirmed the SQL for a question like this.';
export const whyRead = (words: string) => `Read from the question: ${words}.`;
export const whyNotUsed = (unexplained: string) => `Not used: ${unexplained}.`;
export const whyTaken = (assumptions: string) => `Taken for granted: ${assumptions}.`;
export const whyOtherWays = (alternatives: number) => `It could be read in other ways too (${number(alternatives)}).`;
export const policyLimited = (table: string, rules: string) => `Rows of ${table} are limited by a policy${rules}.`;
export const policyMasked = (masked: number, names: string) => `${count(masked, 'column')} masked by a policy: ${names}.`;
export const nothingMasked = 'For you no policy masks a value of it or leaves out a row.';

export const pinToDashboard = 'Pin to dashboard';
export const firstRows = (rowCount: number) => `The first ${count(rowCount, 'row')}; there are more`;
export const rowCount = (amount: number) => count(amount, 'row');
export const copyRows = 'Copy rows';

export const rowsOf = (question: string) => `Rows of: ${question}`;

export const took = (time: string) => `Took ${time}`;
export const tookFromCache = (time: string, age: string) => `Took ${time}, from rows of ${age}`;

export const copiedToClipboard = 'Copied to the clipboard';
export const copyingForbidden = 'The browser does not let this page copy.';
export const moreActions = 'More for this answer';
export const runAgain = 'Run it again';
export const shareALink = 'Share a link';
export const saveAsVerified = 'Save as verified';
export const copyAsCurl = 'Copy as curl';
export const copyAsMcpCall = 'Copy as MCP call';
export const copyReplayCommand = 'Copy replay command';

export const answer = 'Answer';
export const sql = 'SQL';
export const explain = 'Explain';
export const evidence = 'Evidence';

export const askAgainWithout = (text: string) => `Ask again without: ${text}`;
export const wordsNotUsed = (words: ReactNode) => rich`Not used: ${words}`;

export const clarifyTitle = 'What do you mean?';
export const clarifyHow = 'Choose one, say which in words, or ask again.';

export const fixIt = 'Fix it';

export const gettingTheRows = 'Getting the rows';
export const rowsNotKept = 'Rows are not kept.';
export const hadRows = (rows: number) => `It had ${count(rows, 'row')}. Rows are not kept.`;
export const getAnew = 'Get them anew';

export const hideSql = 'Hide SQL';
export const showSql = 'Show SQL';
export const takeThis = 'Take this';

export const titleMissing = 'A title has at least one letter.';
export const renameThread = 'Rename the conversation';
export const title = 'Title';
export const rename = 'Rename';

export const questionMissing = 'Write the question';
export const usedFromNow = 'Questions like it use it from now on';
export const saveVerified = 'Save as a verified question';
export const saveVerifiedWhen = 'Save it when you have checked that the SQL answers the question. Who asks alike gets this answer.';
export const question = 'Question';
export const save = 'Save';

export const shareAnswer = 'Share this answer';
export const shareMeans = 'Members of your team who open the link ask the same, with their own rights. None of your rows are sent.';
export const link = 'Link';
export const stopSharing = 'Stop sharing';
export const done = 'Done';

export const chosen = 'chosen';
export const addSource = 'Add a source…';

export const lookingAtSchema = 'Looking at the schema';
export const schema = 'Schema';
export const readingQuestion = 'Reading the question';
export const understood = 'Understood';
export const choosingTables = 'A model chooses tables';
export const tablesChosen = 'Asked for tables';
export const writingSql = 'A model writes SQL';
export const modelAsked = 'Asked a model';
export const tryingIt = 'Trying what was written';
export const tried = 'Tried';
export const repairing = 'A model repairs SQL';
export const repairAsked = 'Asked for a repair';
export const makingItSafe = 'Making it safe';
export const madeSafe = 'Made safe';
export const runningIt = 'Running it';
export const ran = 'Ran';
export const drawing = 'Drawing';
export const drawn = 'Drawn';
export const steps = 'Steps';
export const sendingQuestion = 'Sending the question';

export const deleteIt = 'Delete';

export const wasStopped = 'This question was stopped.';
export const serverEnded = 'The server ended before this was answered.';
export const askAgain = 'Ask again';

export const cannotAnswer = 'This source cannot answer that';
export const notFound = 'Not found:';

export const takeBackQuestion = 'Take the last question back';
export const undo = 'Undo';
export const bringBack = 'Have it again';
export const redo = 'Redo';

import { count } from './plural';

export const rowCount = (amount: number) => count(amount, 'row');
export const shareSure = (share: string) => `${share} sure`;
export const sql = 'SQL';
export const sourceGone = 'A source that is gone';
export const askAgain = 'Ask again';
export const history = 'History';

export const nothingFound = 'Nothing found';
export const noQuestionFits = 'No question has these words.';
export const noQuestionsYet = 'No questions yet';
export const noQuestionsText = 'What you ask is kept here, to ask again.';
export const askAQuestion = 'Ask a question';

export const everybodysLog = 'What everybody did';
export const searchQuestions = 'Search questions and SQL';
export const clear = 'Clear';

export const answered = 'Answered';
export const askedBack = 'Asked back';
export const noAnswer = 'No answer';
export const failed = 'Failed';
export const stopped = 'Stopped';

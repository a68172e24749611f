import type { ReactNode } from 'react';
import { number } from '@/lib/format';
import { rich } from '@/lib/format/rich';
import { count } from './plural';

export const noQuestionsLately = (days: number) => `No questions in the last ${days} days`;
export const noQuestionsLatelyText = 'Here you see how many were answered, how fast, and what went wrong.';
export const askFirst = 'Ask the first one';

export const questions = 'Questions';
export const answeredCount = (answered: number) => `${number(answered)} answered`;
export const answered = 'Answered';
export const unansweredCount = (unanswered: number) => `${number(unanswered)} asked back or out of reach`;
export const timeToAnswer = 'Time to answer';
export const within95Of = (time: string) => `95 % within ${time}`;
export const noAnswersYet = 'no answers yet';
export const failed = 'Failed';
export const cancelledCount = (cancelled: number) => `${number(cancelled)} cancelled`;
export const figures = 'Figures';

export const tilesAndChange = (tileCount: number, when: string) => `${count(tileCount, 'tile')} · changed ${when}`;
export const pinned = 'Pinned';
export const noDashboardsForViewers = 'No dashboards yet. When somebody of your team makes one, it appears here.';
export const noDashboards = (link: ReactNode) => rich`No dashboards yet. Pin an answer to one, or ${link}.`;
export const makeOne = 'make one';
export const dashboards = 'Dashboards';
export const allDashboards = 'All dashboards';

export const noQuestionsText = 'What you ask is kept here, to ask again.';
export const yourLatestQuestions = 'Your latest questions';
export const history = 'History';

export const languageModels = 'Language models';
export const modelsHeading = 'Language models:';
export const callsCounted = (amount: number) => count(amount, 'call');
export const tokensTaken = (amount: number) => count(amount, 'token');
export const modelsAndBudgets = 'Models and budgets';

export const lastDays7Choice = '7 days';
export const lastDays30Choice = '30 days';
export const lastDays90Choice = '90 days';
export const everyone = 'Everyone';
export const mine = 'Mine';
export const whoseQuestions = 'Whose questions';
export const period = 'Period';
export const askAQuestion = 'Ask a question';

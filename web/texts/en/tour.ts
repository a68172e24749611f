import type { ReactNode } from 'react';
import { rich } from '@/lib/format/rich';

export const connectStep = 'Connect a source';
export const connectStepText =
  'A database, a file that you upload, or the sample shop. Parlance reads the schema, never changes a row, and works with the rights of whom it is told to.';
export const askStep = 'Ask in plain words';
export const askStepText =
  'Type a question as you would say it. You see each step while it runs, then the answer with the SQL, the words it was read from, and the rules that applied. A further question builds on the one before.';
export const keepStep = 'Keep what you look at often';
export const keepStepText =
  'Pin answers to a dashboard, or let Parlance propose one for a source. Tiles refresh by themselves and show each person only what that person may see.';
export const policyStep = 'Decide who sees what';
export const policyStepText =
  'Policies hide tables and columns, mask values and choose rows, by role. You can look through the eyes of somebody else, and have a policy proved.';
export const inviteStep = 'Invite your team';
export const inviteStepText =
  'Make an invitation, or set up the sign-in of your company. What everybody does stands in a log that nobody can change unnoticed.';
export const lastStep = 'That is it';
export const lastStepText =
  'Everything is also an API and an MCP server: Help shows how to connect programs, and which keys do what. Press ? to see the keys.';

export const newHere = 'New here?';
export const offer = (words: ReactNode) => rich`${words} A tour of a minute shows what is where.`;
export const noThanks = 'No, thanks';
export const takeTour = 'Take the tour';

export const skipTour = 'Skip the tour';
export const stepOf = (at: number, steps: number) => `Step ${at} of ${steps}`;
export const stepCount = (at: number, steps: number) => `${at} of ${steps}`;
export const back = 'Back';
export const skip = 'Skip';
export const done = 'Done';
export const next = 'Next';

import { roleWord } from './role-words';

export const lookAsRole = (role: string) => `To look at, with the rights of ${roleWord(role)}`;
export const lookAsYourself = 'To look at, with your own rights';
export const linkEnds = (when: string) => `The link ends ${when}`;
export const refresh = 'Refresh';
export const noTiles = 'No tiles';
export const emptyText = 'There is nothing on this dashboard yet.';

export const signInTitle = 'Sign in to look at it';
export const signInText = 'This link shows a dashboard with your own rights. Only people of the team that it belongs to see it.';
export const signIn = 'Sign in';
export const linkBroken = 'This link does not work';
export const linkBrokenText = 'It has ended, was revoked, or is not complete. Ask who sent it for another.';
export const loading = 'Loading';

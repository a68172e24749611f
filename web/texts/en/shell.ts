import { roleWord } from './role-words';

export const close = 'Close';

export const notFound = 'Not found';
export const notFoundTitle = 'There is nothing here';
export const notFoundText = 'The page was moved, or the address has a slip in it.';
export const backHome = 'Back to Parlance';

export const parlance = 'Parlance';

export const partMissing = 'A part of this page did not come';
export const partMissingText = 'The server may have a newer version. The page is loaded anew; what you wrote stays.';
export const partOffline = 'You are offline. The page opens by itself when you are back; what you wrote stays.';
export const loadItNow = 'Load it now';

export const closeMenu = 'Close menu';

export const connection = 'Connection';
export const offline = 'You are offline. What you see stays; the rest comes when you are back.';
export const unreachable = 'Parlance does not answer. It is asked again until it does; nothing you wrote is lost.';

export const useColours = { light: 'Use light colours', dark: 'Use dark colours' };

export const skipToContent = 'Skip to the content';
export const menu = 'Menu';
export const main = 'Main';

export const roleOfTeam = (role: string | undefined, name: string | undefined) => `${roleWord(role)} of ${name ?? ''}`;
export const keysAndSessions = 'Keys and sessions';
export const keys = 'Keys';
export const takeTour = 'Take the tour';
export const apiReference = 'API reference';
export const signOut = 'Sign out';

export const accountOf = (username: string) => `Account of ${username}`;

export const members = 'Members';
export const invitations = 'Invitations';
export const signIn = 'Sign-in';
export const apiKeys = 'API keys';
export const yourSessions = 'Your sessions';
export const usage = 'Usage';
export const settings = 'Settings';
export const admin = 'Admin';
export const yourAccount = 'Your account';
export const adminAbout = 'Who belongs to the team, and what signs in for them.';
export const accountAbout = 'What signs in for you.';
export const sections = 'Sections';

export const actions = 'Actions';

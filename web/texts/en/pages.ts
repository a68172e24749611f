export const parlance = 'Parlance';
export const description = 'Ask your databases in plain language, safely.';

export const signIn = 'Sign in';
export const welcomeBack = 'Welcome back';
export const askPlainly = 'Ask your databases in plain language.';
export const newHere = 'New here?';
export const createAnAccount = 'Create an account';

export const createYourAccount = 'Create your account';
export const staysHere = 'Everything stays on this server.';
export const haveAccount = 'Have an account?';

export const connectProgram = 'Connect a program';

export const members = 'Members';

export const invitations = 'Invitations';

export const apiKeys = 'API keys';

export const sessions = 'Sessions';

export const settings = 'Settings';

export const signInMethod = 'Sign-in';

export const usage = 'Usage';

export const dashboard = 'Dashboard';

export const proposeTitle = 'Propose a dashboard';

export const evaluation = 'Evaluation';

export const compareEvaluations = 'Compare evaluations';

export const question = 'Question';

export const feedback = 'Feedback';

export const source = 'Source';

export const sharedDashboard = 'Shared dashboard';

export const signingIn = 'Signing in';

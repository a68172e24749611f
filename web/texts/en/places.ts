/** The places of the product, and what each is for. */

export const overview = 'Overview';
export const overviewAbout = 'How asking goes, and what you keep an eye on.';
export const ask = 'Ask';
export const dashboards = 'Dashboards';
export const dashboardsAbout = 'What your team keeps an eye on. Everybody sees them with their own rights.';
export const sources = 'Sources';
export const sourcesAbout = 'What you can ask: databases and files, read-only.';
export const knowledge = 'Knowledge';
export const knowledgeAbout = 'What your words mean, how figures are computed, which SQL is right.';
export const history = 'History';
export const historyAbout = 'Your questions, latest first.';
export const evaluations = 'Evaluations';
export const evaluationsAbout = 'Your verified questions, asked anew and held against the SQL that somebody confirmed.';
export const models = 'Models';
export const modelsAbout = 'Language models help where the built-in engine is not sure.';
export const policies = 'Policies';
export const policiesAbout = 'Which tables, columns and rows each person sees, by every door.';
export const logs = 'Logs';
export const logsAbout = 'Who did what, by which door, and how it ended.';
export const admin = 'Admin';
export const help = 'Help';
export const helpAbout = 'How programs are connected, what they can ask, and which keys do what.';

export const owner = 'Owner';
export const ownerMay = 'Everything, and other owners.';
export const admin = 'Admin';
export const adminMay = 'Members, policies, models and the log.';
export const analyst = 'Analyst';
export const analystMay = 'Asks, teaches words and verified questions, makes dashboards.';
export const viewer = 'Viewer';
export const viewerMay = 'Asks and reads.';

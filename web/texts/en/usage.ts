export const requests = 'Requests';
export const failed = 'Failed';
export const shareFailed = 'Share failed';
export const median = 'Median';
export const percentile95 = '95th percentile';
export const done = 'Done';

export const requestsByDay = 'Requests by day';
export const requestsByDayLabel = 'requests by day';

export const dayChoice = (value: string) => `${value} days`;
export const goneKey = 'A key that is gone';
export const usageAbout =
  'What people and programs did here, as the log has it: every query and every change, by the API, the web app, MCP and the command line.';
export const period = 'Period';
export const usageCut = 'There was more than is counted here: only the newest entries are.';
export const byDoor = 'By door';
export const door = 'Door';
export const byPerson = 'By person';
export const person = 'Person';
export const byApiKey = 'By API key';
export const apiKey = 'API key';
export const byAction = 'By action';
export const action = 'Action';
export const byError = 'By error';
export const error = 'Error';
export const onlyAdminsSeeUsage = 'Only administrators see who uses what';

export const failedOrRefused = 'Failed or refused';
export const halfFaster = 'Half were faster than';
export const mostFaster = '95 of 100 were faster than';

import { number } from '@/lib/format';
import { count } from './plural';

export const ruleId = (id: string) => `rule ${id}`;
export const versionNumber = (version: number) => `version ${version}`;
export const nameWithRights = (name: string, identity: string) => `${name} (rights ${identity})`;
export const rightsOnly = (identity: string) => `rights ${identity}`;
export const when = 'When';
export const who = 'Who';
export const door = 'Door';
export const apiKey = 'API key';
export const goneKey = 'A key that is gone';
export const what = 'What';
export const source = 'Source';
export const sourceGone = 'A source that is gone';
export const error = 'Error';
export const rows = 'Rows';
export const rowCount = (amount: number) => count(amount, 'row');
export const time = 'Time';
export const fromTheCache = 'From the cache';
export const cacheAge = (age: string) => `${age} old`;
export const tables = 'Tables';
export const maskedColumns = 'Masked columns';
export const policiesApplied = 'Policies applied';
export const requestId = 'Request id';
export const queryId = 'Query id';
export const chainPlace = 'Place in the chain';

export const lastHour = 'Last hour';
export const lastHours24 = 'Last 24 hours';
export const lastDays7 = 'Last 7 days';
export const lastDays30 = 'Last 30 days';
export const betweenDays = 'Between two days';

export const copySql = 'Copy SQL';
export const sqlWritten = 'SQL as it was written';
export const sqlRan = 'SQL as it ran, with the policy in it';
export const copyRequestId = 'Copy request id';

export const searchLog = 'Search questions, SQL and actions';
export const clearSearch = 'Clear the search';
export const anyTime = 'Any time';
export const person = 'Person';
export const everybody = 'Everybody';
export const everySource = 'Every source';
export const everyDoor = 'Every door';
export const withOrWithout = 'With or without';
export const status = 'Status';
export const everyStatus = 'Every status';
export const filters = 'Filters';
export const clearNamed = (label: string) => `Clear ${label}`;
export const fromDay = 'From';
export const toDay = 'To, included';
export const clearFilters = 'Clear all filters';

export const loading = 'Loading';
export const nothingYet = 'Nothing yet';
export const notAmongNewest = 'The newest entries do not have it. Older ones may.';
export const noEntriesYet = 'No entries yet';
export const noEntriesText = 'Every query and every change is noted here before its reply ends.';
export const nothingFound = 'Nothing found';
export const noEntryFits = 'No entry fits all of these filters.';
export const entries = 'Entries';

export const feedback = 'Feedback';
export const verifyAndExport = 'Verify and export';
export const onlyAdminsSeeLog = 'Only administrators see the log';

export const brokenChains = 'Chains that do not hold';
export const breakAt = (breach: string, record: number | undefined) => `${breach}, at record ${record === undefined ? '' : number(record)}`;
export const allHold = (records: number) => `All ${count(records, 'record')} hold`;
export const tampered = 'The log was tampered with';
export const chainsChecked = (holds: boolean, chains: number, records: number, moment: string) =>
  `${holds ? `In ${count(chains, 'chain')}, one for each server that has written.` : `${count(records, 'record')} hold up to there.`} Looked at ${moment}.`;
export const keepResult = 'Keep the result';
export const verifyAbout =
  'The entries stand in a chain: each holds the hash of the one before it, and a code that only the team’s key makes. The check reads all of them, and opens none.';
export const recordsLookedAt = 'Records looked at';
export const checkedOf = (done: number, all: number) => `${number(done)} of ${count(all, 'record')}`;
export const checkAgain = 'Check again';
export const checkLog = 'Check the log';
export const exportAll = 'Export all entries';
export const verifyTitle = 'Verify and export the log';
export const keepElsewhere = 'Keep a result elsewhere, and the check on the server also finds a store that was put back to an older state.';
export const verifySince = 'Verify since last time';
export const exportOnServer = 'The same file as from the button, one JSON object a line with the fields of the chain:';
export const exportLog = 'Export the log';

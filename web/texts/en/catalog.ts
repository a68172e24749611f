import { number } from '@/lib/format';
import { count } from './plural';

export const allTaken = (taken: number) => `All ${count(taken, 'table')} are taken`;
export const someTaken = (taken: number, tables: number) => `${number(taken)} of ${count(tables, 'table')} are taken`;

export const declared = 'Declared';
export const declaredMeans = 'A foreign key of the database.';
export const inferred = 'Inferred';
export const inferredMeans = 'Names and types give it away. Questions join by it.';
export const accepted = 'Accepted';
export const acceptedMeans = 'A person said so. Questions join by it first.';
export const rejected = 'Rejected';
export const rejectedMeans = 'A person said no. Questions do without it.';
export const causes = {
  asked: 'Somebody looked',
  schedule: 'Found on schedule',
  error: 'Found when a query failed',
};
const was = (before: string | undefined) => (before ? ` (was ${before})` : '');
export const isNewWith = (after: string) => `is new, ${after}`;
export const isNew = 'is new';
export const isGone = 'is gone';
export const seemsRenamed = (before: string | undefined) => `seems to be what was ${before ?? 'called otherwise'}`;
export const typeChanged = (after: string | undefined, before: string | undefined) => `is now ${after ?? 'of another type'}${was(before)}`;
export const kindChanged = (after: string | undefined, before: string | undefined) => `is now a ${after ?? 'thing of another kind'}${was(before)}`;
export const mayBeEmpty = 'may be empty now';
export const isRequiredNow = 'is required now';
export const primaryKeyChanged = (after: string | undefined, before: string | undefined) => `has another primary key: ${after || 'none'}${was(before)}`;
export const keyNew = (after: string) => `has a new key: ${after}`;
export const keyLost = (before: string) => `has lost the key ${before}`;
export const commentChanged = 'has another comment';
export const verifiedQuestion = 'Verified question';
export const term = 'Term';
export const relation = 'Relation';
export const dashboardTile = 'Dashboard tile';
export const savedQuery = 'Saved query';

export const tableThat = (label: string) => `Table that ${label}`;
export const noSuchTable = 'No such table';
export const columnThat = (label: string) => `Column that ${label}`;
export const noColumnFound = 'No such column';

export const primary = 'primary';
export const maskedMeans = 'You see something else than its values';
export const masked = 'Masked';
export const seemsSensitive = (name: string, kind: string, share: string) => `${name} seems to be ${kind}, ${share} sure: to its policy`;
export const required = ', required';
export const sensitiveCount = (found: number) =>
  found === 0 ? 'No columns of the source seem sensitive.' : `${count(found, 'column of the source seems', 'columns of the source seem')} sensitive.`;
export const lookForSensitive = 'Look for sensitive columns';
export const columnsScroll = (name: string) => `Columns of ${name}, scrolls`;
export const columnsOf = (name: string) => `Columns of ${name}`;
export const column = 'Column';
export const type = 'Type';
export const key = 'Key';
export const meaning = 'Meaning';
export const description = 'Description';

export const descriptionOrigins = {
  person: 'written by',
  database: 'comment of the database',
  rules: 'by its names and keys',
};
export const somebody = 'somebody';
export const descriptionUndone = (label: string) => `The description of ${label} is as it was`;
export const undo = 'Undo';
export const descriptionSaved = (label: string) => `Description of ${label} saved`;
export const describe = (label: string) => `Describe ${label}`;
export const describeIt = 'Describe it…';
export const descriptionOf = (label: string) => `Description of ${label}`;
export const descriptionExample = 'What it is, in a sentence';
export const cancel = 'Cancel';
export const takeItBack = 'Take it back';
export const save = 'Save';

export const brokenBy = (because: string) => `by ${because}`;
export const nothingFound = 'Nothing found';
export const nothingFoundText = 'No table or column is called so, or is described so.';
export const tablesFound = 'Tables found';
export const moreSayMore = (more: number) => `${number(more)} more: say more of it.`;

export const searchSourceTables = 'Search tables of the source';
export const searchTables = 'Search tables';
export const sourceTables = 'Tables of the source';
export const noTableFound = 'No table is called so.';
export const moreSearch = (more: number) => `${number(more)} more: search for a name.`;

export const readAnew = 'The tables are read anew';
export const onlyLike = 'Only tables like';
export const onlyLikeHelp = 'Such as sales.* or fct_*; none takes all. Press Enter after each.';
export const notLike = 'But not';
export const notLikeHelp = 'Such as tmp_* or *.audit_log.';
export const discard = 'Discard';

export const rowsEmpty = 'The table is empty, or its rows are held back from you.';
export const firstRowsAsYou = (rows: number) => `The first ${number(rows)} rows, as you see them.`;
export const alsoMasked = (masked: string) => ` Masked: ${masked}.`;
export const rowsOf = (name: string) => `Rows of ${name}`;

export const noTables = 'No table to see';
export const noTablesText = 'The source has none, or its policy shows you none. Ask an administrator.';
export const tablesAndColumns = 'Tables and columns';
export const searchTablesColumns = 'Search tables and columns';
export const tableGoneText = 'It is gone from the source, or you may not see it. Choose another one.';

export const watchTitle = 'How it is watched';
export const pickTitle = 'Which tables are taken';
export const pickAbout =
  'What is not taken is, for everybody, not there. This keeps out what nobody asks for; who may see what is for the policy to say, and a table that is taken later has to be named there.';
export const allUploadsTaken = 'All uploaded tables are taken.';

export const tables = 'Tables';
export const diagram = 'Diagram';
export const relations = 'Relations';
export const changes = 'Changes';
export const settings = 'Settings';
export const knowledge = 'Knowledge';
export const ask = 'Ask';
export const sources = 'Sources';
export const source = 'Source';
export const tableCount = (amount: number) => count(amount, 'table');

export const descriptionsKept = (chosen: number) => `${count(chosen, 'description')} kept`;
export const suggestedFor = (name: string) => `Suggested for ${name}`;
export const nothingSuggested = 'The model had nothing to say of it.';
export const keepNone = 'Keep none';
export const keepChosen = (chosen: number) => `Keep ${number(chosen)}`;
export const suggestDescriptions = 'Suggest descriptions';

export const fact = 'Fact';
export const dimension = 'Dimension';
export const bridge = 'Bridge';
export const lookup = 'Lookup';
export const kindOrigin = 'By its names, keys and types';
export const rowEstimate = (amount: number) => `about ${count(amount, 'row')}`;

export const columns = 'Columns';
export const rows = 'Rows';
export const profile = 'Profile';

export const watchMinutesWrong = 'Between 0 and 10,080 minutes, which is a week';
export const watchSaved = 'Saved; values are counted anew';
export const watchMinutes = 'Minutes between looks at the schema';
export const watchMinutesHelp = '0 looks only when somebody asks, or when a query meets an unknown name.';
export const countValues = 'Count values';
export const countValuesHelp = 'How many are empty, how many differ, the most frequent ones. Each person is told only of what they see.';
export const countSensitive = 'Count sensitive values too';
export const countSensitiveHelp = 'Also of columns that look like personal data. People still see only what their policy shows.';

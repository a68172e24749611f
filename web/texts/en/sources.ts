import { number } from '@/lib/format';
import { count } from './plural';

export const tlsVerifyFull = 'Verify certificate and host name';
export const tlsVerifyCa = 'Verify certificate';
export const tlsRequire = 'Encrypt, do not verify';
export const tlsPrefer = 'Encrypt if the server can';
export const tlsDisable = 'No encryption';
export const nameMissing = 'Give it a name';
export const hostMissing = 'Enter the host';
export const databaseMissing = 'Enter the database';
export const accountMissing = 'Enter the account';
export const enterThePassword = 'Enter the password';

export const didNotWork = 'That did not work';
export const refreshedCounts = (name: string, tables: number, columns: number) =>
  `${name}: ${count(tables, 'table')}, ${count(columns, 'column')}`;
export const madeDefault = (name: string) => `Questions go to ${name} now`;

export const addTitles = {
  upload: 'Upload a file',
  sqlite: 'Open a SQLite file',
  postgres: 'Connect PostgreSQL',
};
export const addAnother = 'Add another';
export const whereIsData = 'Where is your data?';
export const uploadHelp = 'CSV, TSV, Parquet, JSON or SQLite. It stays on this server.';
export const postgresHelp = 'Host and a read-only account. Tested before it is kept.';
export const sqliteHelp = 'A database file that is on the server already.';

export const lookingForRelations = 'Looking for relations';
export const noRelationsFound = 'No relations were found beyond those that the database declares. You can teach some.';
export const relationsFound = (inAll: number) =>
  `${count(inAll, 'relation seems', 'relations seem')} to be there that the database does not declare:`;
export const reviewThem = 'Review them';
export const connectedNamed = (name: string) => `${name} is connected`;
export const tablesFound = (schema: boolean, tables: number) =>
  `${schema ? `${count(tables, 'table')} found.` : 'Its tables are being read.'} What looks sensitive is masked at once.`;
export const chooseTables = 'Choose tables';
export const lookThrough = 'Look through it';
export const askAbout = 'Ask about it';

export const sampleData = 'Sample data, made by Parlance';
export const sQLite = 'SQLite';
export const uploadedFiles = 'Uploaded files';
export const isDefault = 'Default';
export const tableCount = (amount: number) => count(amount, 'table');
export const readWhen = (when: string) => ` · read ${when}`;
export const ask = 'Ask';

export const actionsFor = (name: string) => `Actions for ${name}`;
export const schema = 'Schema';
export const test = 'Test';
export const refreshSchema = 'Refresh schema';
export const makeDefault = 'Make default';
export const edit = 'Edit';
export const deleteIt = 'Delete';

export const notTouched = 'The database itself is not touched.';
export const uploadsDeleted = 'Uploaded files are deleted with it.';
export const reallyDeleteThis = (name: string) => `Delete ${name}?`;
export const deleteSourceMeans = (kept: string) => `Nobody can ask it any more, and its stored password is destroyed. ${kept}`;
export const deleteSource = 'Delete source';

export const dropFile = 'Drop a file here';
export const fileKinds = 'CSV, TSV, Parquet, JSON, NDJSON or SQLite';
export const chooseAFile = 'Choose a file';

export const editThis = (name: string) => `Edit ${name}`;
export const name = 'Name';
export const save = 'Save';

export const warehouse = 'Warehouse';
export const host = 'Host';
export const port = 'Port';
export const database = 'Database';
export const encryption = 'Encryption';
export const account = 'Account';
export const password = 'Password';
export const unchanged = 'Unchanged';
export const caCertificate = 'CA certificate';
export const caCertificateHelp = "PEM. Leave it empty to trust this server's own authorities.";

export const addSource = 'Add source';

export const trySample = 'Try sample data';
export const sampleHelp = 'A small shop with customers, orders and products. One click.';

export const connectedSources = 'Connected sources';
export const noSourcesYet = 'No sources yet';
export const noneForViewers = 'An analyst can upload a file, and an administrator can connect a database. What they add appears here.';

export const pathMissing = 'Enter the path of the file';
export const pathOnServer = 'Path on the server';
export const pathHelp = 'Inside a folder that this installation allows. A file on your own computer can be uploaded instead.';
export const shop = 'Shop';

export const good = 'Good';
export const warning = 'Warning';
export const failed = 'Failed';
export const itWorksWith = (serverVersion: string, latency: string) => `It works: ${serverVersion}, ${latency} away`;
export const notYet = 'It does not work yet';
export const leastPrivilege = "A least-privilege account, to run as the database's owner:";
export const copyScript = 'Copy script';

export const rowsInTable = (rows: number, name: string) => `${count(rows, 'row')} in ${name}`;
export const readInto = (took: string, name: string) => `Read in ${took} into the source ${name}.`;
export const moreWarnings = (hidden: number) => `and ${number(hidden)} more`;
export const uploadAnother = 'Upload another';

export const newSource = 'A new source';
export const tableOfSource = (name: string) => `A table of ${name}`;
export const itBecomes = 'It becomes';
export const tableName = 'Table name';
export const tableNameHelp = "From the file's name";

export const uploading = (name: string) => `Uploading ${name}`;
export const readingTheFile = 'Reading the file…';
export const shareSent = (share: string) => `${share} sent`;
export const cancel = 'Cancel';

export const source = 'Source';
export const noSourceYet = 'No source yet';

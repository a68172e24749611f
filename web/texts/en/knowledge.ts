import { count } from './plural';
import { number } from '@/lib/format';

export const otherWord = 'Other word';
export const synonymMeans = 'Another word for a table, a column or a value.';
export const figure = 'Figure';
export const metricMeans = 'A figure with a formula, such as takings.';
export const filter = 'Filter';
export const filterMeans = 'A condition with a name, such as active customers.';
export const shownColumns = 'Shown columns';
export const columnsMeans = 'What a list of a table shows when nothing else is asked for.';

export const nearText = (shown: string) => ` Near “${shown}”.`;

export const fileEmpty = 'There is nothing in it.';
export const allThere = 'All of it is there already.';
const verb = (added: number, done: boolean) => (done ? (added === 1 ? 'was' : 'were') : 'would be');
const there = (unchanged: number) => (unchanged > 0 ? ` ${count(unchanged, 'is', 'are')} there already.` : '');
export const imported = (added: number, changed: number, unchanged: number, done: boolean) =>
  `${number(added)} ${verb(added, done)} added, ${number(changed)} changed.${there(unchanged)}`;
export const alsoPassedOver = (told: string, passed: number) =>
  `${told} ${count(passed, 'entry is', 'entries are')} passed over; the report says why.`;
export const dbtKinds = {
  description: 'Description',
  relation: 'Relation',
  term: 'Term',
};
export const isNew = 'New';
export const changed = 'Changed';
export const thereAlready = 'There already';
export const passedOver = 'Passed over';

export const all = 'All';
export const taken = 'Taken';
export const importedTitle = 'Imported';
export const nothingKeptYet = 'Nothing is kept yet';
export const whichEntries = 'Which entries';
export const reportScrolls = 'Report, scrolls';
export const report = 'Report';
export const ofWhat = 'Of';
export const becomes = 'Becomes';
export const outcome = 'Outcome';
export const detail = 'What, or why not';
export const none = 'None.';
export const showAllItems = (items: number) => `Show all ${number(items)}`;

export const knowledge = 'Knowledge';
export const dbt = 'dbt';
export const yamlHelp =
  'YAML as the download gives it. What is new is added, what says something else about the same is changed, nothing is deleted.';
export const dbtAbout =
  'YAML files of a dbt project, together or one by one: descriptions and tests of models, semantic models with their metrics. They become descriptions, relations and terms.';
export const takeAlong = 'Take it along';
export const takeAlongAbout =
  'Terms and verified questions that you may know, as YAML: to keep beside your code, or to bring to another source.';
export const downloadYaml = 'Download YAML';
export const bringSome = 'Bring some';
export const format = 'Format';

export const filesTooLarge = 'The files are too large';
export const fileTooLarge = 'The file is too large';
export const tooLargeText = 'At most 512 KiB can be brought at once. Split it.';
export const yaml = 'YAML';
export const chooseFiles = 'Choose files';
export const chooseAFile = 'Choose a file';
export const showEffect = 'Show what it would do';
export const importFile = 'Import';

export const terms = 'Terms';
export const verifiedQuestions = 'Verified questions';
export const files = 'Files';
export const noSourceText = 'Knowledge is about a source. Connect one first.';

export const rests = 'Rests';
export const editThis = (name: string) => `Edit ${name}`;
export const edit = 'Edit';
export const deleteIt = 'Delete';
export const deleteThis = (name: string) => `Delete ${name}`;
export const reallyDeleteThis = (name: string) => `Delete ${name}?`;
export const deleteLessonMeans = 'Questions do without it from the next one on.';
export const noLongerHolds = (detail: string) => `It does not hold any more: ${detail}`;

export const allKinds = 'All kinds';
export const kind = 'Kind';
export const onlyBroken = (broken: number) => `Only broken (${number(broken)})`;

export const peopleSay = 'People say';
export const takings = 'takings';
export const activeCustomers = 'active customers';
export const patrons = 'patrons';
export const overTable = 'Over rows of the table';
export const table = 'Table';
export const noSuchTable = 'No such table';
export const column = 'Column';
export const columnHelp = 'Without one the table itself is meant.';
export const noColumn = 'No column';
export const value = 'Value';
export const valueHelp = 'Without one the column is meant.';
export const formula = 'Formula';
export const formulaHelp = 'One SQL expression, in the dialect of PostgreSQL';
export const formulaExample = 'sum(quantity * unit_price)';
export const condition = 'Condition';
export const conditionHelp = 'True or false for each row, in the dialect of PostgreSQL';
export const conditionExample = "status = 'active'";
export const columns = 'Columns';
export const columnsHelp = 'In the order in which they are shown.';
export const forPeople = 'For people';
export const descriptionHelp = 'What it means, and why.';

export const phraseMissing = 'What do people say?';
export const tableMissing = 'Choose a table';
export const formulaMissing = 'Write a formula';
export const conditionMissing = 'Write a condition';
export const columnsMissing = 'Choose some columns';
export const knownFromNow = 'Questions know it from now on';
export const changeTerm = (phrase: string | undefined) => `Change ${phrase ?? 'shown columns'}`;
export const addTerm = 'Add a term';
export const save = 'Save';
export const add = 'Add';

export const columnsOf = (table: string) => `Columns of ${table}`;
export const ofTable = (table: string) => `of ${table}`;
export const noTermsYet = 'No terms yet';
export const noTermsText =
  'Teach the words of your house: that patrons are customers, how takings are computed, who counts as active. Questions know them at once.';
export const nothingFound = 'Nothing found';
export const noTermFits = 'No term has these words and filters.';
export const searchTerms = 'Search terms';
export const showAllTerms = (terms: number) => `Show all ${number(terms)}`;

export const checking = 'Checking…';
export const termHolds = 'It holds for this source';
export const termFails = 'It does not hold yet';

export const questionMissing = 'Write the question';
export const sqlMissing = 'Write the SQL that answers it';
export const sqlReturns = 'What it returns';
export const firstRowsOnly = (rows: number) => `The first ${number(rows)} rows; there are more.`;
export const usedFromNow = 'Questions like it use it from now on';
export const changeVerified = 'Change a verified question';
export const addVerified = 'Add a verified question';
export const question = 'Question';
export const verifiedExample = 'how many customers did we win last year';
export const sql = 'SQL';
export const sqlHelp = 'One SELECT, in the dialect of PostgreSQL whatever the source is';
export const tryIt = 'Try it';

export const askThis = (question: string) => `Ask ${question}`;
export const askIt = 'Ask it';
export const noVerified = 'No verified questions yet';
export const noVerifiedText =
  'Keep the questions that matter with SQL that you have confirmed. Questions that ask the same are answered by it, and say so.';
export const noVerifiedFits = 'No verified question has these words.';
export const searchQuestions = 'Search questions and SQL';
export const addAQuestion = 'Add a question';
export const showAllVerified = (all: number) => `Show all ${number(all)}`;

export const importFaults = 'Some of it does not hold for this source, so nothing of the file can be taken:';

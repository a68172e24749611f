import type { ReactNode } from 'react';
import { number } from '@/lib/format';
import { rich } from '@/lib/format/rich';
import { count } from './plural';
import { roleWord } from './role-words';

export const maskNone = 'The value';
export const maskPartial = 'First character';
export const maskBucket = 'Multiples of a size';
export const maskMonth = 'Month';
export const maskYear = 'Year';
export const maskPseudonym = 'Pseudonym';
export const pseudonymExample = 'Ann, Bob, Ann';
export const maskConstant = 'Always the same';
export const maskWithheld = 'Nothing';
export const noColumnFound = 'No such column';
export const columnUnnamed = '(no column)';

export const nothingToProve = 'There is nothing to prove';
export const seesEverything = 'This person sees everything.';
export const letsThrough = 'It lets something through';
export const toldApart = (differences: number) => `${count(differences, 'statement')} told the two worlds apart. The values are made up.`;
export const answeredAlike = (accepted: number, wouldDiffer: number) =>
  `Both worlds answered ${count(accepted, 'statement')} alike; ${number(wouldDiffer)} of them would tell without the policy.`;
export const foundNothingInTime = 'Nothing found, but the time was over';
export const foundNothingBluntly = 'Nothing found, by a blunt check';
export const nothingGetsThrough = 'Nothing gets through';

export const hidden = 'Hidden';
export const maskedCount = (masked: number) => `${number(masked)} masked`;
export const hiddenCount = (hidden: number) => `${number(hidden)} hidden`;
export const someRows = 'some rows';
export const all = 'All';

export const cellLabel = (full: string, role: string) => `${full} for ${roleWord(role)}`;
export const columns = 'Columns';
export const column = 'Column';
export const shows = 'Shows';
export const nothingSeen = 'Nothing of it is seen.';
export const changeInRules = 'Change it in the rules';

export const cellLabelWith = (full: string, role: string, text: string) => `${full} for ${roleWord(role)}: ${text}`;
export const searchTables = 'Search tables';
export const chooseCell = 'Choose a cell to see columns and reasons.';
export const tablesAndRoles = 'Tables and roles';
export const table = 'Table';
export const noTableNamed = 'No table has that name.';
export const tablesMore = (more: number) => `${number(more)} more: search for a name.`;

export const audience = 'Whom the rule is about';
export const ruleName = 'Name of the rule';
export const roles = 'Roles';
export const audienceAll = 'None of roles and people: everybody';
export const clearRoles = 'Clear roles';
export const people = 'People';
export const attributesNeeded = 'Attributes they must have';
export const attributeExample = 'team = sales';
export const unnamedTables = 'Tables that are not named';
export const seen = 'Seen';
export const mandatory = 'Mandatory';
export const mandatoryHelp = 'Its row rules hold beside those of every other rule.';

export const personWithRole = (role: string | undefined) => `A person with the role ${roleWord(role ?? 'viewer')}`;
export const whatYouSee = 'What you see';
export const wouldSee = (guise: string) => `${guise} would see`;
export const theyWouldSee = 'What they would see';

export const notNamed = 'Not named';
export const whatColumnShows = (column: string) => `What ${column} shows`;
export const sizeOf = (column: string) => `Size of ${column}`;
export const valueOf = (column: string) => `Value of ${column}`;
export const columnsOf = (name: string) => `Columns of ${name}`;
export const forExample = 'For example';

export const nothingDiffers = 'Nothing differs.';
export const differences = 'Differences';

export const notAPolicy = 'A policy is an object with a list of rules.';
export const notJson = 'That is no JSON.';
export const documentHelp = 'What you write here stands in the other tabs at once, and holds when you save it.';
export const policyAsJson = 'Policy as JSON';

export const asGuise = 'As';
export const maskWith = (name: string) => `With ${name}`;

export const noSourceForPolicy = 'A policy belongs to a source. When one is connected, Parlance suggests a policy for it at once.';
export const onlyAdminsSeePolicies = 'Only administrators see policies';

export const access = 'Access';
export const rules = 'Rules';
export const json = 'JSON';
export const suggestions = 'Suggestions';
export const preview = 'Preview';
export const prove = 'Prove';
export const versions = 'Versions';
export const unsavedPolicy = 'What you changed of the policy is not saved.';

export const reviewed = 'Reviewed';
export const suggestedState = 'Suggested, to be reviewed';
export const versionState = (version: number, author: string, when: ReactNode, note: string) =>
  rich`Version ${version} by ${author}, ${when}${note}`;
export const unknownNames = (pending: number) => `${count(pending, 'name')} that no rule knows`;
export const unknownNamesText = 'Nobody sees them until a rule names them:';
export const moreUnknown = (more: number) => `and ${number(more)} more`;
export const sourceChanged = 'The source has changed under this policy';

export const sqlOfPerson = 'SQL of that person';
export const sqlOfPersonHelp = 'Shows what would run in place of it.';
export const sqlExample = 'SELECT email FROM customers';
export const refusedWith = (error: string) => `Refused: ${error}`;
export const rowsOf = (full: string) => `Rows of ${full}`;

export const letThrough = 'let through by the guard';
export const wouldTell = 'would tell without the policy';
export const tellInSpite = 'tell in spite of it';
export const proofResult = 'Result of the proof';
export const twoWorlds = (worldA: string, worldB: string) => `one world    ${worldA}\nthe other    ${worldB}`;
export const proofLimits = 'What this does not show';
export const downloadReport = 'Download the report';

export const statementChoice = (value: string) => `${value} statements`;
export const policyTests = 'Policy tests';
export const tests = 'Tests';
export const runTheTests = 'Run the tests';
export const provePolicy = 'Prove this policy';
export const proveAbout =
  'Two copies of the source are made up, without reading a row. They are equal in all that the person may see, and differ in what the policy hides. Hundreds of statements go into both: whatever differs in an answer tells of something hidden.';
export const ask = 'Ask';
export const askingBoth = 'Both worlds are asked…';

export const otherwiseThanBefore = (words: string | undefined) => `${words ?? ''}, otherwise than before`;
export const noEffects = 'No role sees more or less than before.';
export const effects = 'Effects';
export const moreEffects = (more: number) => `and ${number(more)} more`;
export const versionHolds = (version: string | number) => `Version ${version} of the policy holds now`;
export const effectsTitle = 'What this changes';
export const whoSeesMore = 'Who sees more or less';
export const inDocument = 'In the document';
export const why = 'Why';
export const noteHelp = 'Kept with the version.';
export const dropMine = 'Drop mine and show what holds now';
export const saveAnyway = 'Save all the same';
export const back = 'Back';
export const putInForce = 'Put in force';

export const ruleNumber = (place: number) => `Rule ${place}`;
export const rule = 'Rule';
export const noRuleYet = 'No rule yet';
export const addARule = 'Add a rule';
export const removeThisRule = 'Remove this rule';
export const strictestWins = 'Of several rules about one person the strictest mask wins, and what one of them hides is hidden.';

export const tableIsHidden = 'Nothing: the table is hidden.';
export const labelScrolls = (label: string) => `${label}, scrolls`;
export const rowsHidden = 'No row is seen.';

export const reviewAndSave = 'Review and save';

export const sureMask = (share: string, mask: string) => `${share} sure · ${mask}`;
export const maskedAlready = 'Masked already';
export const mask = (name: string) => `Mask ${name}`;
export const maskIt = 'Mask it';
export const suggestionsAbout =
  'Parlance looks at names, types and up to a hundred rows of each table. A suggestion is a guess: review it.';
export const lookForSensitive = 'Look for sensitive columns';
export const nothingSensitive = 'Nothing seems sensitive';
export const nothingSensitiveText = 'That is no promise: you know your data better.';

export const asTheRule = 'As the rule';
export const checking = 'Checking…';
export const conditionFits = 'It fits the table';
export const ruleNamesTable = 'The rule names this table';
export const hideTable = 'Hide all of it';
export const unnamedColumns = 'Columns that are not named';
export const rowsSeen = 'Rows that are seen';
export const rowsSeenHelp =
  'A condition in SQL over the columns of this table; :user.country is an attribute of the person. Empty: all rows.';
export const ruleExample = 'country = :user.country';
export const hideRows = 'Hide the rows';
export const showRows = 'Show rows before and after';

export const rowRule = 'Row rule';
export const named = 'Named';
export const doesNotFit = 'Does not fit';

export const noTests = 'This policy has no tests.';
export const holds = 'Holds';
export const fails = 'Fails';

export const versionLoaded = (version: number) => `Version ${version} stands in the editor; save it to put it in force`;
export const takeIntoEditor = 'Take it into the editor';
export const version = (amount: number) => `Version ${amount}`;
export const inForce = 'In force';

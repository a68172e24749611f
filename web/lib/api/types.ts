import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Tokens = Schemas['Tokens'];
export type Connection = Schemas['ConnectionShape'];
export type NewConnection = Schemas['NewConnection'];
export type ConnectionChange =
  operations['change_connection']['requestBody']['content']['application/json'];
export type TestReport = Schemas['TestReportShape'];
export type Finding = Schemas['FindingShape'];
export type Imported = Schemas['UploadedShape'];
export type Word = Schemas['WordShape'];
export type Provenance = Schemas['ProvenanceShape'];
export type ModelStep = Schemas['ModelStepShape'];
export type Tried = Schemas['TriedShape'];
export type Note = Schemas['NoteShape'];
export type RoleName = ModelStep['role'];
export type ModelSettings = Schemas['ModelSettings'];
export type Models = Schemas['ModelsShape'];
export type ModelTest = Schemas['ModelTestShape'];
export type UsageDay = Schemas['UsageDay'];
export type Protocol = Schemas['Protocol'];
export type Sends = Schemas['Sends'];
export type Evaluation = Schemas['EvaluationShape'];
export type EvaluationDetail = Schemas['EvaluationDetail'];
export type EvaluationEngine = Schemas['EvaluationEngine'];
export type NewEvaluation = Schemas['NewEvaluationRequest'];
export type EvaluationTotals = Schemas['EvaluationTotals'];
export type RoleTotals = Schemas['RoleTotals'];
export type Mark = Schemas['Mark'];
export type Grade = Schemas['Grade'];
export type Comparison = Schemas['EvaluationComparisonShape'];
export type MarkPair = Schemas['MarkPair'];
export type Step = Schemas['StepShape'];
export type ResultColumn = Schemas['ResultColumnShape'];
export type Table = Schemas['Table'];
export type LogItem = Schemas['LogItem'];
export type Member = Schemas['MemberShape'];
export type MemberRole = Schemas['MemberRole'];
export type MemberChange = operations['change_member']['requestBody']['content']['application/json'];
export type NewInvitation = Schemas['InviteRequest'];
export type Invitation = Schemas['Invitation'];
export type OpenInvitation = Schemas['OpenInvitation'];
export type SignInSettings = Schemas['SignInRequest'];
export type SignInState = Schemas['SignInShape'];
export type SignInProvider = Schemas['SignInProvider'];
export type VerifiedAudit = Schemas['VerifiedAudit'];
export type UsageGroup = Schemas['RequestFigures'];
export type Tenant = Schemas['TenantShape'];
export type TenantChange = Schemas['TenantChange'];
export type TenantDeletion = Schemas['TenantDeletion'];
export type PersonSession = Schemas['SessionShape'];
export type ApiKey = Schemas['ApiKeyShape'];
export type NewApiKey = Schemas['ApiKeyRequest'];
export type MadeApiKey = Schemas['MadeApiKeyShape'];
export type KeyScope = Schemas['KeyScope'];
export type Policy = Schemas['PolicyShape'];
export type PolicyDifference = Schemas['Difference'];
export type PolicyEffect = Schemas['PolicyEffect'];
export type PolicyTestResult = Schemas['PolicyTestResult'];
export type PolicyCheckRequest = Schemas['PolicyCheckRequest'];
export type PolicyCheck = Schemas['PolicyCheckShape'];
export type PolicyVersion = Schemas['PolicyVersionShape'];
export type FoundColumn = Schemas['FoundShape'];
export type ExplainedTable = Schemas['ExplainedTable'];
export type Mask = Schemas['Mask'];
export type Guise = Schemas['Guise'];
export type TableSample = Omit<Schemas['SampleShape'], 'result'> & { result: { columns: ResultColumn[]; rows: Row[] } };
export type HistoryItem = Schemas['HistoryItem'];
export type HistoryDetail = Schemas['HistoryDetail'];
export type Overview = Schemas['OverviewShape'];
export type DashboardItem = Schemas['DashboardItem'];
export type NewDashboard = Schemas['DashboardRequest'];
export type DashboardChange = operations['change_dashboard']['requestBody']['content']['application/json'];
export type DashboardFilter = Schemas['FilterShape'];
export type FilterColumn = Schemas['FilterColumnShape'];
export type FilterKind = Schemas['FilterKind'];
export type FilterChoices = Schemas['FilterChoicesShape'];
/** What somebody chose by a filter; the description of the API leaves it to text. */
export interface FilterValue {
  values?: string[];
  text?: string;
  from?: string;
  to?: string;
}
export type FilterValues = Record<string, FilterValue>;
export type DashboardVersion = Schemas['DashboardVersionItem'];
export type DashboardVersionDetail = Omit<Schemas['DashboardVersionShape'], 'tiles'> & { tiles: Tile[] };
export type Share = Schemas['ShareShape'];
export type MadeShare = Schemas['MadeShareShape'];
export type NewShare = operations['share_dashboard']['requestBody']['content']['application/json'];
export type SharedDashboard = Schemas['SharedDashboard'];
export type Schedule = Schemas['ScheduleShape'];
export type NewSchedule = operations['schedule_dashboard']['requestBody']['content']['application/json'];
export type ScheduleChange = operations['change_schedule']['requestBody']['content']['application/json'];
export type TileKind = Schemas['TileKind'];
export type TileFields = Schemas['TileFields'];
export type NewTile = operations['add_tile']['requestBody']['content']['application/json'];
export type TileChange = operations['change_tile']['requestBody']['content']['application/json'];
export type DryRun = Schemas['DryRunShape'];
export type Proposal = Schemas['DashboardProposal'];
export type Tile = Omit<Schemas['TileShape'], 'chart'> & { chart?: Spec | null };
export type Dashboard = Omit<Schemas['DashboardShape'], 'tiles'> & { tiles: Tile[] };
export type UsageChart = Omit<Schemas['UsageChartShape'], 'rows' | 'chart'> & Charted;
export type TileData = Omit<Schemas['TileDataShape'], 'rows' | 'chart'> & Charted;

/** What models were told for a query, and what they replied; the description of the API leaves it open. */
export interface Transcript {
  calls: {
    task: string;
    provider: string;
    model: string;
    system: string;
    messages: { speaker: string; text: string }[];
    reply: string;
    trouble: string;
  }[];
}

/** A value of a result: numbers that JavaScript cannot hold exactly stay text. */
export type Cell = unknown;
export type Row = Cell[];

export type ColumnFilter = Schemas['ColumnFilter'];
export type ColumnSort = Schemas['ColumnSort'];
export type Match = Schemas['Match'];
export type Grouping = Schemas['Grouping'];
export type Measure = Schemas['GroupMeasure'];
export type TimeUnit = Schemas['TimeUnit'];
export type Summary = Schemas['Summary'];
export type ExportFormat = 'csv' | 'xlsx' | 'parquet' | 'markdown';
export interface GroupsWish {
  by: Grouping[];
  measures: Measure[];
  filters?: ColumnFilter[];
}

/** A Vega-Lite specification. */
export type Spec = Record<string, unknown>;

/** The description of the API leaves the shape of rows and charts open. */
interface Charted {
  rows: Row[];
  chart: Spec | null;
}

/** An answer; the description of the API leaves the shape of rows and charts open. */
export type Answer = Omit<Schemas['AnswerShape'], 'rows' | 'chart'> & {
  rows: Row[];
  chart?: Record<string, unknown> | null;
};

/** A question of a kept conversation, with what is kept of its answer: all but the rows. */
export type KeptTurn = Omit<Schemas['ThreadTurn'], 'answer' | 'chart'> & { answer?: Answer | null; chart?: Spec | null };
export type ThreadItem = Schemas['ThreadShape'];
export type Feedback = Schemas['FeedbackShape'];
export type FeedbackReason = NonNullable<Feedback['reasons']>[number];
export type FeedbackItem = Schemas['FeedbackItem'];
export type Completion = Schemas['CompletionShape'];
export type Fix = Schemas['FixShape'];

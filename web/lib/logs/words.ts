import type { LogItem } from '@/lib/api/types';

/** What is done, in words; what is not here is told by its own name. */
const actions: Record<string, string> = {
  ask: 'Asked a question',
  sql: 'Ran SQL',
  refine: 'Refined an answer',
  register: 'Joined',
  login: 'Signed in',
  logout: 'Signed out',
  oidc_login: 'Signed in at',
  sign_in_changed: 'Changed the sign-in',
  sign_in_removed: 'Removed the sign-in',
  sign_in_connected: 'Connected an account at',
  sign_in_disconnected: 'Disconnected an account',
  invitation_revoked: 'Took an invitation back',
  invitation_renewed: 'Renewed an invitation',
  member_disabled: 'Switched a member off',
  member_enabled: 'Switched a member on',
  audit_verified: 'Verified the log',
  audit_exported: 'Exported the log',
  tenant_changed: 'Changed the team',
  tenant_deleted: 'Tried to delete the team',
  drift_acknowledged: 'Acknowledged changes of a schema',
  drift_unacknowledged: 'Took an acknowledgement back',
  policy_suggested: 'A policy was suggested',
  policy_changed: 'Changed a policy',
  api_key_created: 'Made an API key',
  api_key_revoked: 'Revoked an API key',
  transcript_read: 'Read what models were told',
  run_again: 'Looked at an answer again',
  fix_sql: 'Had SQL repaired',
  feedback: 'Said what an answer is worth',
  query_shared: 'Shared an answer',
  query_unshared: 'Stopped sharing an answer',
  connection_created: 'Connected a source',
  connection_changed: 'Changed a source',
  connection_deleted: 'Deleted a source',
  tile: 'Opened a tile',
  filter: 'Looked up choices of a filter',
  dashboard_created: 'Made a dashboard',
  dashboard_changed: 'Changed a dashboard',
  dashboard_deleted: 'Deleted a dashboard',
  dashboard_restored: 'Restored a dashboard',
  dashboard_shared: 'Shared a dashboard by link',
  dashboard_share_revoked: 'Revoked a link to a dashboard',
  dashboard_opened: 'Opened a dashboard by link',
  dashboard_scheduled: 'Scheduled a dashboard',
  dashboard_schedule_changed: 'Changed a schedule',
  dashboard_schedule_deleted: 'Deleted a schedule',
  dashboard_sent: 'Sent a dashboard',
  rows: 'Read rows of a result',
  row_count: 'Counted rows of a result',
  row_groups: 'Drew a chart of a result',
  export_csv: 'Took a result away as CSV',
  export_markdown: 'Took a result away as Markdown',
  export_xlsx: 'Took a result away as a workbook',
  export_parquet: 'Took a result away as Parquet',
};

export function actionWords(action: string): string {
  const words = actions[action] ?? action.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const doors: Record<string, string> = {
  http: 'Web and API',
  mcp: 'MCP',
  cli: 'Command line',
  share: 'Link to a dashboard',
  schedule: 'Schedule',
  catalog: 'Parlance itself',
};

export function doorWords(door: string): string {
  return doors[door] ?? door;
}

export const doorChoices = ['http', 'mcp', 'cli', 'share', 'schedule', 'catalog'].map((value) => ({ value, label: doorWords(value) }));

const outcomes: Record<string, { label: string; color: string }> = {
  answered: { label: 'Answered', color: 'tide' },
  done: { label: 'Done', color: 'tide' },
  clarify: { label: 'Asked back', color: 'blue' },
  unanswerable: { label: 'No answer', color: 'gray' },
  failed: { label: 'Failed', color: 'red' },
  refused: { label: 'Refused', color: 'orange' },
  cancelled: { label: 'Stopped', color: 'gray' },
};

export function outcomeLook(outcome: string): { label: string; color: string } {
  return outcomes[outcome] ?? { label: outcome, color: 'gray' };
}

export const outcomeChoices = Object.entries(outcomes).map(([value, { label }]) => ({ value, label }));

const asking = new Set(['ask', 'sql', 'refine', 'tile', 'filter']);

/** Whether the entry is of something asked, so that the question or the SQL names it. */
export function isAsked({ question, sql, action }: LogItem): boolean {
  return sql !== undefined || (question !== undefined && asking.has(action));
}

/** What an entry is called: the question, the SQL, or what was done and to what. */
export function titleOf(item: LogItem): string {
  const { question, sql, action } = item;
  if (isAsked(item)) return question ?? sql ?? actionWords(action);
  return question ? `${actionWords(action)}: ${question}` : actionWords(action);
}

export function whoOf({ username, door }: LogItem): string {
  return username ?? (door === 'catalog' ? 'Parlance' : 'Somebody who is not signed in');
}

const breaks: Record<string, string> = {
  edited: 'An entry was changed',
  forged: 'An entry was made without the key',
  missing: 'Entries were deleted',
  reordered: 'Entries changed places',
  truncated: 'Entries at the end were deleted',
  added: 'Entries were added behind the end',
  head_missing: 'The end of the chain is gone',
  head_forged: 'The end of the chain was changed',
  keys_missing: 'The keys, or all entries, are gone',
  rewound: 'The log lost what was seen before',
};

/** What is wrong with a chain. */
export function breakWords(kind: string): string {
  return breaks[kind] ?? kind;
}

import type { RoleName } from '../api/types';

/** The roles in the order in which a question meets them. */
export const roles: { role: RoleName; name: string; does: string }[] = [
  { role: 'schema', name: 'Schema', does: 'Chooses tables and columns when there are too many to show all, and describes them.' },
  { role: 'sql', name: 'SQL', does: 'Writes SQL for questions that the built-in engine is not sure of.' },
  { role: 'refinement', name: 'Refinement', does: 'Takes follow-ups, and repairs SQL that was refused or failed.' },
  { role: 'dashboard', name: 'Dashboards', does: 'Chooses charts and titles, and tells in words what a result shows.' },
];

export function roleName(role: string): string {
  return roles.find((each) => each.role === role)?.name ?? role;
}

const tasks: Record<string, string> = {
  link: 'Choose tables',
  describe: 'Describe tables',
  write: 'Write SQL',
  revise: 'Change SQL',
  repair: 'Repair SQL',
  draw: 'Draw a chart',
  narrate: 'Tell it in words',
  tiles: 'Propose tiles',
};

export function taskName(task: string): string {
  return tasks[task] ?? task;
}

const troubles: Record<string, string> = {
  llm_address_refused: 'Address refused',
  llm_bad_reply: 'No usable reply',
  llm_budget: 'Budget used up',
  llm_busy: 'Busy',
  llm_cancelled: 'Stopped',
  llm_certificate: 'Certificate not trusted',
  llm_cut_short: 'Cut short',
  llm_endpoint_invalid: 'Address unusable',
  llm_key_refused: 'Key refused',
  llm_model_unknown: 'No such model',
  llm_prompt_too_long: 'Prompt too long',
  llm_quota: 'No credit left',
  llm_refused: 'Refused',
  llm_request_refused: 'Request refused',
  llm_resting: 'Left alone for a moment',
  llm_timeout: 'Too slow',
  llm_unreachable: 'Not reached',
};

/** What went wrong with a call of a model, in few words. */
export function troubleName(code: string): string {
  return troubles[code] ?? code;
}

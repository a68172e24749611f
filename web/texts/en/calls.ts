export const schema = 'Schema';
export const schemaRole = 'Chooses tables and columns when there are too many to show all, and describes them.';
export const sqlRole = 'Writes SQL for questions that the built-in engine is not sure of.';
export const refinement = 'Refinement';
export const refinementRole = 'Takes follow-ups, and repairs SQL that was refused or failed.';
export const dashboards = 'Dashboards';
export const dashboardRole = 'Chooses charts and titles, and tells in words what a result shows.';
export const tasks = {
  link: 'Choose tables',
  describe: 'Describe tables',
  write: 'Write SQL',
  revise: 'Change SQL',
  repair: 'Repair SQL',
  draw: 'Draw a chart',
  narrate: 'Tell it in words',
  tiles: 'Propose tiles',
};
export const troubles = {
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

export const setUpModels = 'Set up models';
export const lookAtModels = 'Look at the models';

export const remembered = 'Remembered';
export const afterTries = (tries: number) => `After ${tries} tries`;
export const answered = 'Answered';
export const modelCalls = 'Calls of models';
export const task = 'Task';
export const model = 'Model';
export const tokensIn = 'Tokens in';
export const cached = 'cached';
export const out = 'out';
export const cost = 'Cost';
export const time = 'Time';
export const outcome = 'Outcome';

export const toldBeforeAll = 'Told before all';
export const asked = 'Asked';
export const saidBefore = 'Said before';
export const replied = 'Replied';
export const noReply = (trouble: string) => `No reply: ${trouble}`;
export const hideTranscript = 'Hide what was said';
export const showTranscript = 'Show what was said to models';

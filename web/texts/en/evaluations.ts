import { number } from '@/lib/format';
import { count } from './plural';

export const right = 'Right';
export const answered = 'Answered';

export const cascade = 'Engine, then models';
export const cascadeMeans = 'As questions are answered: models where the engine is not sure.';
export const builtInEngine = 'Built-in engine';
export const builtinMeans = 'No model takes part; it costs nothing.';
export const modelsAlone = 'Models alone';
export const agentsMeans = 'Models write every answer.';
export const engineOn = (engine: string, source: string | undefined) => `${engine} on ${source ?? 'a source that is gone'}`;
const withBoth = (knowledge: boolean, models: boolean) =>
  [knowledge && 'proposed knowledge', models && 'proposed models'].filter(Boolean).join(' and ');
export const triedWith = (what: string, knowledge: boolean, models: boolean) => `${what}, with ${withBoth(knowledge, models)}`;
export const good = 'Good';
export const bad = 'Bad';
export const toReview = 'To review';
export const outcomes = {
  answered: 'Answered',
  clarify: 'Asked back',
  unanswerable: 'No answer',
  failed: 'Failed',
};
export const shareRight = (share: string) => `${share} right`;
export const gradeCounts = (good: number, bad: number, needsReview: number) => `${number(good)} good, ${number(bad)} bad, ${number(needsReview)} to review`;
export const p95Of = (p95: string) => `p95 ${p95}`;

export const notAllowedToSee = 'You cannot see evaluations';
export const evaluations = 'Evaluations';
export const compareTitle = 'Two evaluations';
export const compareAbout = 'The newer beside the older, question by question.';

export const deleteThisOne = 'Delete this evaluation';
export const reallyDeleteThisOne = 'Delete this evaluation?';
export const deleteMeans = 'Its figures and reasons are gone then. The verified questions stay.';
export const deleteEvaluation = 'Delete evaluation';

export const noneYet = 'No evaluation yet';
export const noneYetText = 'Verify a few questions, then see how many of them each engine gets right, how fast, and at what cost.';
export const startFirst = 'Start the first';
export const chooseTwo = 'Choose two to compare them.';
export const compare = 'Compare';

export const stop = 'Stop';

export const compareNamed = (title: string, moment: string) => `Compare ${title}, ${moment}`;

export const newEvaluation = 'New evaluation';
export const runAsYou = 'Questions run with your rights; only you see your evaluations.';
export const mayNotRun = 'You cannot run evaluations';

export const noGrade = 'No grade';

export const none = 'None.';
export const itsSql = 'Its SQL';
export const rightSql = 'The right SQL';
export const callFacts = (task: string, provider: string, model: string, tokens: number, cost: string | false, time: string, trouble: string | undefined) =>
  `${task}: ${provider}/${model}, ${number(tokens)} tokens${cost ? `, ${cost}` : ''}, ${time}${trouble ? `, ${trouble}` : ''}`;

export const shareSure = (share: string) => `${share} sure`;

export const allCounted = (amount: number) => `All ${number(amount)}`;
export const questions = 'Questions';
export const whichQuestions = 'Which questions';
export const noneOfThem = 'None of them.';

export const better = 'Better';
export const worse = 'Worse';
export const same = 'Same';
export const otherSql = 'Other SQL';
export const question = 'Question';
export const older = 'Older';
export const newer = 'Newer';
export const change = 'Change';

export const proposedKnowledgeTitle = 'Proposed knowledge';
export const publishHow = 'Compare this evaluation with one without it; there it can be published.';

export const calls = 'Calls';
export const failed = 'Failed';
export const tokens = 'Tokens';
export const cost = 'Cost';
export const models = 'Models';
export const roleAndModel = 'Role and model';

export const finishedOf = (finished: number, questions: number) => `${number(finished)} of ${count(questions, 'question')}`;
export const questionsDone = 'Questions that are done';

export const source = 'Source';
export const questionsOfSource = 'Its verified questions are asked';
export const whoAnswers = 'Who answers';
export const name = 'Name';
export const optional = 'Optional';
export const knowledgeToTry = 'Knowledge to try';
export const knowledgeHelp =
  'Optional: YAML as an import takes it. The evaluation runs as if it had been imported, and can publish it when nothing gets worse.';

export const sourceMissing = 'Choose a source';
export const trySettings = 'Try these settings';
export const trySettingsAbout =
  'Verified questions are asked as if what stands on the page were saved, with the keys that are stored now. Where that does no worse than what holds, it can be published from the comparison.';
export const start = 'Start';

export const running = 'Running';
export const done = 'Done';
export const stopped = 'Stopped';
export const interrupted = 'Interrupted';

export const halfWithin = 'Half within';
export const within95 = '95 % within';
export const figures = 'Figures';
export const figure = 'Figure';

export const answeredOf = (answered: number, questions: number) => `${number(answered)} of ${number(questions)}`;
export const tokensPriced = (tokens: string, costIsWhole: boolean) => `${tokens} tokens${costIsWhole ? '' : '; some have no price'}`;
export const within95Of = (time: string) => `95 % within ${time}`;

export const shareOfQuestions = 'Share of the questions';
export const sourceGone = 'A source that is gone';
export const trend = 'Trend';
export const trendOf = (source: string) => `From run to run, ${source}`;
export const trendSource = 'Source of the trend';
export const trendLabel = 'right and answered questions from run to run';

export const inForceNow = 'What it proposed is in force';
export const notWorse = 'The newer is not worse';
export const mustNotReplace = 'The newer must not take the place of the older';
export const comparedCounts = (better: number, worse: number, same: number, alone: number) =>
  `${number(better)} better, ${number(worse)} worse, ${number(same)} the same${alone > 0 ? `, ${count(alone, 'question')} that only one of them has` : ''}.`;
export const publish = 'Publish what it proposed';

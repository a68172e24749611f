import { count } from './plural';

export const providerMissing = 'Choose a provider';
export const modelMissing = 'Enter the name of the model';

export const modelPlace = (index: number) => `model ${index}`;
export const providerOf = (place: string) => `Provider of ${place}`;
export const provider = 'Provider';
export const nameOf = (place: string) => `Name of ${place}`;
export const modelName = 'Its name at the provider';
export const moveUp = (place: string) => `Move ${place} up`;
export const moveDown = (place: string) => `Move ${place} down`;
export const remove = (place: string) => `Remove ${place}`;
export const models = 'Models';
export const providerFirst = 'Add a provider first.';
export const addModel = 'Add a model';
export const addStandIn = 'Add one that stands in';

export const providers = 'Providers';
export const roles = 'Roles';
export const routing = 'Routing';
export const budgets = 'Budgets';
export const prices = 'Prices';
export const usage = 'Usage';
export const modelsSaved = 'The models are saved';
export const unsavedModels = 'What you changed here is not saved.';

export const onlyAdminsSetUp = 'Only administrators set up models';

export const ownSettings = 'Your team’s own settings';
export const savedBy = (updatedBy: string | undefined, when: string) => `Saved by ${updatedBy ?? 'somebody'} ${when}.`;
export const serverSettings = 'The settings of this server';
export const serverSettingsText = 'Its operator made them for every team that has none of its own.';
export const shippedSettings = 'The settings that Parlance ships';
export const shippedSettingsText = 'Nobody has a key in them, so the built-in engine answers alone.';
export const settingsInForce = 'Settings in force';
export const backToDefault = 'Go back to the default';
export const reallyBackToDefault = 'Go back to the default?';
export const backToDefaultMeans =
  'Your team’s settings are deleted, and its keys with them. Those of the server hold then, if its operator made any.';
export const deleteOwnSettings = 'Delete our settings';

export const roleNamed = (name: string) => `Role ${name}`;
export const nobodyPlays = (instead: string) => `Nobody plays it now: ${instead}`;
export const temperature = 'Temperature';
export const temperatureHelp = "0 to 2; empty: the model's own";
export const answerTokens = 'Tokens of an answer';
export const answerTokensHelp = 'With what it thinks';
export const time = 'Time';
export const timeHelp = 'For the whole list';

export const noPriceKnown = 'no price known';
export const tokensTaken = (amount: number) => count(amount, 'token');
export const itWorks = 'It works';
export const testNamed = (name: string) => `Test ${name}`;
export const saveFirst = 'Save first: what is saved is tested.';
export const testOf = (name: string) => `Test of ${name}`;

export const rolesAbout =
  'Each part of the work has models of its own: the first of a list that works answers, the others stand in. A role without models is played by nobody; the built-in engine does without it.';

export const routingAbout =
  "The built-in engine reads every question first. Where it is not sure, models write candidates; each is checked, planned and run as the asker, and their rows vote together with the engine's.";
export const engineAlone = 'The engine answers alone from';
export const engineAloneHelp =
  'Where the engine is at least so sure, its answer is taken: no model is asked, nothing leaves and nothing is paid. More asks models more often; 0 never asks them.';
export const candidates = 'Candidates';
export const candidatesHelp = 'That the SQL role may write for a question; more are surer, and cost more';
export const repairs = 'Rounds of repair';
export const repairsHelp = 'When everything that was written failed, the error goes back to the model so often';
export const wholeTables = 'Tables shown whole';
export const wholeTablesHelp = 'Of a source with more tables, the schema role chooses first which ones matter';
export const planCost = 'Most that a candidate may cost';
export const planCostHelp = 'As the database expects before it runs, in its own units';

export const dropMine = 'Drop mine and show what holds now';
export const tryFirst = 'Try first';
export const save = 'Save';

export const modelOf = (model: string, provider: string) => `${model} of ${provider}`;
export const oneAfterAnother = (models: string[]) => models.join(', then ');
export const nobodyPlaysIt = 'Nobody plays it.';
export const operatorHidden =
  "Where the operator's providers lie, and their keys, is not told. Settings of your own begin with providers of your own.";
export const ownSettingsBegin = 'Begin our own settings';

import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import type { ScriptedModel } from './support/model.ts';
import { ask, enter, newcomer, shopper as makeShopper } from './support/people.ts';
import { Server } from './support/server.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

/** The engine does not know what is meant, so models are asked. */
const vague = 'name';
const cities = "SELECT city AS town, count(*) AS people FROM customers GROUP BY city";

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const role = (page: Page, name: string) => page.getByRole('region', { name: `Role ${name}` });

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The models are saved').last()).toBeVisible();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
}

async function addProvider(page: Page, model: ScriptedModel, key = model.key): Promise<void> {
  await page.getByRole('button', { name: 'Add a provider' }).click();
  const form = page.getByRole('dialog', { name: 'Add a provider' });
  await form.getByRole('combobox', { name: 'Who runs the models?' }).click();
  await page.getByRole('option', { name: 'vLLM' }).click();
  await form.getByLabel('Name', { exact: true }).fill('scripted');
  await form.getByLabel('Base URL').fill(model.baseUrl);
  await form.getByLabel('It needs no key').uncheck();
  await form.getByRole('textbox', { name: 'Key' }).fill(key);
  await form.getByRole('button', { name: 'Add provider' }).click();
  await expect(page.getByRole('article', { name: 'scripted' })).toContainText('New key');
}

/** The role is played by the scripted model and by nobody else. */
async function cast(page: Page, name: string): Promise<void> {
  const card = role(page, name);
  await expect(card.getByRole('button', { name: /^Add (a model|one that stands in)$/ })).toBeVisible();
  while (await card.getByRole('button', { name: 'Remove model 1' }).count()) {
    await card.getByRole('button', { name: 'Remove model 1' }).click();
  }
  await card.getByRole('button', { name: 'Add a model' }).click();
  await card.getByRole('combobox', { name: 'Provider of model 1' }).click();
  await page.getByRole('option', { name: 'scripted' }).click();
  await card.getByLabel('Name of model 1').fill('small');
}

async function setUp(page: Page, model: ScriptedModel, key = model.key): Promise<void> {
  await page.goto('/models');
  await addProvider(page, model, key);
  await tab(page, 'Roles');
  await cast(page, 'SQL');
  await cast(page, 'Refinement');
  await save(page);
}

test('an administrator sets models up, tests them, and questions get better', async ({ page, shopper, model }) => {
  model.writes(cities);
  await enter(page, shopper, '/ask');
  await ask(page, vague);
  const note = page.getByRole('note').filter({ hasText: 'built-in engine answers alone' });
  await expect(note).toBeVisible();
  await inspect(page, 'answer-without-models');
  await note.getByRole('link', { name: 'Set up models' }).click();
  await expect(page.getByText('The settings that Parlance ships')).toBeVisible();
  await inspect(page, 'models-shipped');

  await addProvider(page, model);
  await tab(page, 'Roles');
  await cast(page, 'SQL');
  await inspect(page, 'models-roles');
  await save(page);
  await expect(page.getByText('Your team’s own settings')).toBeVisible();
  await role(page, 'SQL').getByRole('button', { name: 'Test SQL' }).click();
  await expect(role(page, 'SQL').getByText(/^It works/)).toBeVisible();
  await inspect(page, 'models-tested');

  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await page.getByRole('link', { name: 'New conversation' }).click();
  await ask(page, vague);
  const answer = page.getByRole('article', { name: vague });
  await expect(answer.getByText(/^Written by small, a model of scripted/)).toBeVisible();
  await expect(answer.getByRole('columnheader', { name: 'town' })).toBeVisible();
  await answer.getByRole('tab', { name: 'Evidence' }).click();
  await expect(answer.getByRole('table', { name: 'Calls of models' })).toContainText('scripted');
  await expect(answer.getByRole('list', { name: 'Candidates' })).toContainText('Chosen');
  await expect(answer.getByRole('button', { name: 'Copy replay command' })).toBeVisible();
  await inspect(page, 'answer-evidence');
  await answer.getByRole('button', { name: 'Show what was said to models' }).click();
  await expect(answer.getByLabel('Asked', { exact: true })).toContainText(vague);
  await expect(answer.getByLabel('Replied')).toContainText('AS town');
  expect(await page.content()).not.toContain(model.key);
  await page.goto('/models');
  await tab(page, 'Usage');
  await expect(page.getByRole('table', { name: 'Usage' })).toBeVisible();
  await inspect(page, 'models-usage');
});

test('a key is never shown again, and a wrong one leaves the engine its answer', async ({ page, shopper, model }) => {
  model.writes(cities);
  await enter(page, shopper, '/models');
  await setUp(page, model, 'sk-wrong-one');
  await tab(page, 'Providers');
  await expect(page.getByRole('article', { name: 'scripted' })).toContainText('Key stored');
  await page.getByRole('button', { name: 'Edit scripted' }).click();
  const form = page.getByRole('dialog', { name: 'Edit scripted' });
  await expect(form.getByRole('textbox', { name: 'Key' })).toHaveValue('');
  await inspect(page, 'models-provider');
  await form.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.content()).not.toContain('sk-wrong-one');

  await tab(page, 'Roles');
  await role(page, 'SQL').getByRole('button', { name: 'Test SQL' }).click();
  await expect(role(page, 'SQL').getByText('Key refused')).toBeVisible();
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await ask(page, 'orders per month');
  const told = page.locator('[data-note=llm_key_refused]');
  await expect(told.or(page.getByText(/^Took /)).first()).toBeVisible();
  await ask(page, vague);
  await expect(page.locator('[data-note=llm_key_refused]').last()).toBeVisible();
  await inspect(page, 'answer-key-refused');
});

test('a budget that is used up is told, and the engine answers', async ({ page, shopper, model }) => {
  model.writes(cities);
  await enter(page, shopper, '/models');
  await setUp(page, model);
  await tab(page, 'Routing');
  const sure = page.getByLabel('The engine answers alone from');
  await sure.fill('91.5');
  await tab(page, 'Budgets');
  const day = page.getByRole('region', { name: 'Tokens of a day' });
  await day.getByLabel('Hard bound').fill('1');
  await save(page);
  await expect(day.getByText('0 of 1 used (0 %)')).toBeVisible();
  await inspect(page, 'models-budgets');
  await page.reload();
  await tab(page, 'Routing');
  await expect(sure).toHaveValue('91.5 %');
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await ask(page, vague);
  await expect(page.locator('[data-note=llm_budget]')).toContainText(/budget/);
  expect(model.asked).toEqual([]);
});

test('wrong SQL is repaired, and what a model says is text and nothing else', async ({ page, shopper, model }) => {
  const hostile = '<img src=x onerror=alert(1)>';
  const write = (sql: string) => ({ candidates: [{ sql, reason: hostile, assumptions: [hostile] }], cannot: '', missing: [] });
  model.plays(() => ({ say: write(model.asked.length === 1 ? 'SELECT nothing FROM nowhere' : `SELECT '${hostile}' AS "${hostile}"` ) }));
  await enter(page, shopper, '/models');
  await setUp(page, model);
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await ask(page, vague);
  const answer = page.getByRole('article', { name: vague });
  await expect(answer.getByText('Asked for a repair')).toBeVisible();
  await answer.getByRole('tab', { name: 'Evidence' }).click();
  await expect(answer.getByText(/failed with/)).toBeVisible();
  await inspect(page, 'answer-repaired');
  expect(await page.locator('img[src=x]').count()).toBe(0);
});

test('a question can be stopped while a model thinks', async ({ page, shopper, model }) => {
  model.plays(() => ({ say: {}, afterMs: 20_000 }));
  await enter(page, shopper, '/models');
  await setUp(page, model);
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await ask(page, vague);
  await expect(page.getByText('A model writes SQL')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('This question was stopped.')).toBeVisible();
  model.writes(cities);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByText(/^Took /)).toBeVisible();
});

test('what is not saved is not lost unawares, and neither is what another saved', async ({ page, context, shopper, model }) => {
  await page.clock.install();
  await enter(page, shopper, '/models');
  await addProvider(page, model);
  await page.getByRole('link', { name: 'Sources' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await page.getByRole('button', { name: 'Stay' }).click();

  const other = await context.newPage();
  await other.goto('/models');
  await addProvider(other, model);
  await save(other);
  await page.clock.fastForward('01:00');
  await tab(page, 'Roles'); // nor by looking at another tab, however long that takes
  await expect(role(page, 'SQL')).toBeVisible();
  await tab(page, 'Providers');
  await expect(page.getByRole('article', { name: 'scripted' })).toContainText('New key');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'llm_settings_changed');
  await inspect(page, 'models-conflict');
  await page.getByRole('button', { name: 'Drop mine and show what holds now' }).click();
  await expect(page.getByRole('article', { name: 'scripted' })).toContainText('Key stored');
  await page.getByRole('button', { name: 'Go back to the default' }).click();
  await page.getByRole('button', { name: 'Delete our settings' }).click();
  await expect(page.getByText('The settings that Parlance ships')).toBeVisible();
});

test('the models page fits a narrow phone', async ({ page, shopper, model }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/models');
  await page.getByLabel('User name or e-mail').fill(shopper.username);
  await page.getByLabel('Password').first().fill(shopper.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await addProvider(page, model);
  for (const name of ['Providers', 'Roles', 'Routing', 'Budgets', 'Prices', 'Usage']) {
    await tab(page, name);
    if (name === 'Prices') await page.getByRole('button', { name: 'Add a price' }).click();
    await inspect(page, `models-phone-${name.toLowerCase()}`);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider, `${name} scrolls sideways`).toBe(false);
  }
});

test('what the operator set up is told without where it lies', async ({ browser, playwright, model }, info) => {
  model.writes(cities);
  const file = info.outputPath('models.json');
  const provider = { name: 'house', protocol: 'openai_chat', base_url: model.baseUrl, key: model.key, inside: true };
  const roles = { sql: { models: ['house/small'] }, refinement: { models: ['house/small'] } };
  await writeFile(file, JSON.stringify({ providers: [provider], roles }));
  const server = await Server.start('--models', file);
  try {
    const request = await playwright.request.newContext({ baseURL: server.origin });
    const person = await makeShopper(request);
    const context = await browser.newContext({ baseURL: server.origin });
    const page = await context.newPage();
    await enter(page, person, '/models');
    await expect(page.getByText('The settings of this server')).toBeVisible();
    await expect(role(page, 'SQL')).toContainText('small of house');
    await role(page, 'SQL').getByRole('button', { name: 'Test SQL' }).click();
    await expect(role(page, 'SQL').getByText(/^It works/)).toBeVisible();
    expect(await page.content()).not.toContain(model.baseUrl);
    await inspect(page, 'models-server');
    await page.getByRole('button', { name: 'Begin our own settings' }).click();
    await expect(page.getByText('No provider yet')).toBeVisible();
    await context.close();
    await request.dispose();
  } finally {
    await server.stop();
  }
});

test('settings are tried on verified questions before they hold', async ({ page, request, model }) => {
  const [person, token] = await newcomer(request);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.post('/api/v1/connections/sample', { headers })).status()).toBe(201);
  for (const question of ['how many zorps', 'how many blorps', 'how many flurps']) {
    const data = { question, sql: 'SELECT count(*) FROM customers' };
    expect((await request.post('/api/v1/knowledge/verified', { headers, data })).status()).toBe(201);
  }
  const say = { candidates: [{ sql: 'SELECT count(*) FROM customers', reason: '', assumptions: [] }], cannot: '', missing: [] };
  model.plays(() => ({ say, afterMs: 4_000 }));
  await enter(page, person, '/models');
  await setUp(page, model);
  await role(page, 'SQL').getByLabel('Temperature').fill('0.5');
  await page.getByRole('button', { name: 'Try first' }).click();
  const form = page.getByRole('dialog', { name: 'Try these settings' });
  await form.getByRole('radio', { name: 'Models alone' }).check();
  await inspect(page, 'models-try');
  await form.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('0 of 3 questions')).toBeVisible();
  await inspect(page, 'evaluation-running');
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(page.getByText('3 good, 0 bad, 0 to review')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Models' })).toContainText('scripted/small');
});

import { text } from 'node:stream/consumers';
import type { APIRequestContext, Page } from '@playwright/test';
import { enter, logIn } from './support/people.ts';
import { fits, hostile, team, type Team } from './support/team.ts';
import { expect, inspect, test } from './support/test.ts';

const sql = 'SELECT email FROM customers ORDER BY id LIMIT 2';
const rows = (page: Page) => page.getByRole('list', { name: 'Entries' }).getByRole('listitem');

async function work(request: APIRequestContext, { headers, analystHeaders }: Team): Promise<void> {
  const ran = await request.post('/api/v1/queries/sql', { headers: analystHeaders, data: { sql } });
  expect(ran.status()).toBe(200);
  await request.post('/api/v1/queries/sql', { headers, data: { sql: `SELECT '${hostile}' AS a` } });
  await request.post('/api/v1/queries/sql', { headers: analystHeaders, data: { sql: 'SELECT nothing FROM nowhere' } });
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('an administrator finds out what somebody did, and what the policy made of it', async ({ page, request }) => {
  const people = await team(request);
  await work(request, people);
  await enter(page, people.owner, '/logs');
  await expect(rows(page).first()).toBeVisible();
  await inspect(page, 'logs');
  await choose(page, 'Person', people.analyst.username);
  await choose(page, 'Status', 'Answered');
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByRole('button', { name: /SELECT email/ }).click();
  await expect(page.getByRole('region', { name: 'SQL as it ran, with the policy in it' })).toContainText(/customers/);
  await expect(page.getByText('main.customers.email')).toBeVisible();
  await expect(page.getByText('Request id', { exact: true })).toBeVisible();
  await inspect(page, 'logs-entry');
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page).toHaveURL(/\/logs$/);
});

test('the log is searched and narrowed by source and time', async ({ page, request }) => {
  const people = await team(request);
  await work(request, people);
  await enter(page, people.owner, '/logs');
  const search = page.getByLabel('Search questions, SQL and actions');
  await search.pressSequentially('one');
  await expect(page).toHaveURL(/text=one/);
  await page.keyboard.type('rror'); // whoever types on, types into the search
  await expect(search).toHaveValue('onerror');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(hostile);
  expect(await page.locator('img[src=x]').count()).toBe(0);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(search).toHaveValue('');
  await choose(page, 'Source', 'Sample shop');
  await choose(page, 'Time', 'Last hour');
  await expect(rows(page).first()).toBeVisible();
  await choose(page, 'Time', 'Between two days');
  await page.getByLabel('To, included').fill('2020-01-01');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await inspect(page, 'logs-nothing');
});

test('the log is verified and exported', async ({ page, request }) => {
  const people = await team(request);
  await work(request, people);
  await enter(page, people.owner, '/history');
  await page.getByRole('link', { name: 'What everybody did' }).click();
  await page.getByRole('button', { name: 'Verify and export' }).click();
  await page.getByRole('button', { name: 'Check the log' }).click();
  await expect(page.getByText(/^All \d+ records hold$/)).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Verify since last time' })).toContainText(`--tenant '${people.owner.team}'`);
  const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Keep the result' }).click()]);
  expect(kept.suggestedFilename()).toBe('seen.json');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export all entries' }).click()]);
  const lines = (await text(await file.createReadStream())).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual(lines.map((_, at) => at + 1));
  await inspect(page, 'logs-verify');
});

test('the log fits a narrow phone', async ({ page, request }) => {
  const people = await team(request);
  await work(request, people);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/logs');
  await logIn(page, people.owner);
  await rows(page).first().getByRole('button').click();
  await inspect(page, 'logs-phone');
  expect(await fits(page)).toBe(true);
});

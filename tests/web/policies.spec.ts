import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { enter, logIn } from './support/people.ts';
import { fits, hostile, team } from './support/team.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const cell = (page: Page, table: string, role: string) => page.getByRole('button', { name: new RegExp(`^main\\.${table} for ${role}:`) });
const bar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });

async function open(page: Page, table: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^main\\.${table}`) }).click();
  await expect(page.getByRole('switch', { name: 'The rule names this table' })).toBeVisible();
}

async function save(page: Page, version: number): Promise<void> {
  await bar(page).getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('button', { name: 'Put in force' }).click();
  await expect(page.getByText(`Version ${version} of the policy holds now`)).toBeVisible();
}

test('the matrix says who sees what, and why', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/policies');
  await expect(page.getByText('Suggested, to be reviewed')).toBeVisible();
  await expect(cell(page, 'customers', 'owner')).toHaveText('All');
  await expect(cell(page, 'customers', 'analyst')).toHaveText('2 masked');
  await inspect(page, 'policies-access');
  await cell(page, 'customers', 'analyst').click();
  await expect(page.getByRole('dialog', { name: 'main.customers for analyst' })).toContainText('First character');
  await inspect(page, 'policies-why');
  await page.getByRole('button', { name: 'Change it in the rules' }).click();
  await expect(page).toHaveURL(/tab=rules/);
  await expect(page.getByRole('table', { name: 'Columns of main.customers' })).toBeVisible();
});

test('a policy is written by form, checked as it is written, reviewed and put in force', async ({ page, request }) => {
  const { owner, analystHeaders } = await team(request);
  await enter(page, owner, '/policies?tab=rules');
  await open(page, 'customers');
  await page.getByRole('combobox', { name: 'What city shows' }).click();
  await page.getByRole('option', { name: 'Always the same' }).click();
  await page.getByLabel('Value of city').fill(hostile);
  const rows = page.getByLabel('Rows that are seen');
  await rows.fill("contry = 'Germany'");
  await expect(page.getByText(/There is no column contry/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^main\.customers/ })).toContainText('Does not fit');
  await inspect(page, 'policies-rules-wrong');
  await rows.fill("country = 'Germany'");
  await expect(page.getByText('It fits the table')).toBeVisible();
  await page.getByRole('button', { name: 'Show rows before and after' }).click();
  await expect(page.getByRole('table', { name: 'What they would see' })).toContainText(hostile);
  expect(await page.locator('img[src=x]').count()).toBe(0);
  await inspect(page, 'policies-rules');
  await bar(page).getByRole('button', { name: 'Review and save' }).click();
  const review = page.getByRole('dialog', { name: 'What this changes' });
  await expect(review.getByText('analyst, main.customers: 2 masked → 3 masked, some rows')).toBeVisible();
  await expect(review.getByRole('list', { name: 'Differences' })).toContainText('Germany');
  await review.getByLabel('Why').fill(`Only Germany ${hostile}`);
  await inspect(page, 'policies-review');
  await review.getByRole('button', { name: 'Put in force' }).click();
  await expect(page.getByText('Version 2 of the policy holds now')).toBeVisible();
  await expect(page.getByText('Reviewed', { exact: true })).toBeVisible();
  const seen = await request.post('/api/v1/queries/sql', { headers: analystHeaders, data: { sql: 'SELECT DISTINCT city, country FROM customers' } });
  expect(((await seen.json()) as { rows: unknown[][] }).rows).toEqual([[hostile, 'Germany']]);
});

test('the document is edited as JSON, and versions are taken back', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/policies?tab=document');
  const editor = page.getByRole('textbox', { name: 'Policy as JSON' });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{"rules": [');
  await expect(page.getByRole('status').filter({ hasText: /JSON|Expected|Unexpected/ })).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{"rules": [{"id": "mistake", "default": "allow"}]}');
  await bar(page).getByRole('button', { name: 'Discard' }).click();
  await expect(editor).not.toContainText('mistake');
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{"unrestricted": ["owner", "admin"], "rules": [{"id": "orders-only", "default": "deny", "tables": {"main.orders": {"default": "allow"}}}]}');
  await expect(bar(page)).toBeVisible();
  await inspect(page, 'policies-json');
  await save(page, 2);
  await tab(page, 'Access');
  await expect(cell(page, 'customers', 'analyst')).toHaveText('Hidden');
  await tab(page, 'Versions');
  await page.getByRole('button', { name: /^Version 1 / }).click();
  await page.getByRole('button', { name: 'Take it into the editor' }).click();
  await inspect(page, 'policies-versions');
  await save(page, 3);
  await tab(page, 'Access');
  await expect(cell(page, 'customers', 'analyst')).toHaveText('2 masked');
});

test('suggestions are reviewed, and the source is seen through other eyes', async ({ page, request }) => {
  const { owner, analyst } = await team(request);
  await enter(page, owner, '/policies?tab=rules');
  await open(page, 'customers');
  await page.getByRole('combobox', { name: 'What email shows' }).click();
  await page.getByRole('option', { name: 'The value' }).click();
  await tab(page, 'Suggestions');
  await page.getByRole('button', { name: 'Look for sensitive columns' }).click();
  await expect(page.getByRole('article', { name: 'main.employees.salary' })).toContainText('Masked already');
  await inspect(page, 'policies-suggestions');
  await page.getByRole('button', { name: 'Mask main.customers.email' }).click();
  await expect(page.getByRole('article', { name: 'main.customers.email' })).toContainText('Masked already');
  await expect(bar(page)).toHaveCount(0);
  await tab(page, 'Preview');
  await page.getByRole('combobox', { name: 'As' }).click();
  await page.getByRole('option', { name: analyst.username }).click();
  await page.getByLabel('SQL of that person').fill('SELECT email FROM customers');
  await expect(page.getByLabel('SQL', { exact: true })).toContainText(/email/);
  await page.getByRole('button', { name: /^main\.customers/ }).click();
  await expect(page.getByRole('table', { name: 'Rows of main.customers' })).toContainText('***@');
  await inspect(page, 'policies-preview');
});

test('a policy is proved in two worlds, and the report is taken along', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/policies?tab=prove');
  await page.getByRole('combobox', { name: 'Ask' }).click();
  await page.getByRole('option', { name: '50 statements' }).click();
  await page.getByRole('button', { name: 'Prove this policy' }).click();
  const result = page.getByRole('region', { name: 'Result of the proof' });
  await expect(result).toBeVisible({ timeout: 30_000 });
  await expect(result.getByRole('status')).toContainText(/Nothing gets through|Nothing found/);
  await inspect(page, 'policies-proof');
  const downloading = page.waitForEvent('download');
  await result.getByRole('button', { name: 'Download the report' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('policy-proof-analyst.json');
  const report = JSON.parse(await readFile(await file.path(), 'utf8')) as { version: number; result: { passed: boolean } };
  expect(report).toMatchObject({ version: 1, result: { passed: true } });
});

test('nothing is lost unawares: leaving, and somebody else who saved', async ({ page, request }) => {
  const { owner, headers } = await team(request);
  await enter(page, owner, '/policies?tab=rules');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await expect(page.getByText('Nothing would be left to see.')).toBeVisible();
  await page.getByText('Seen', { exact: true }).first().click();
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await page.getByRole('button', { name: 'Stay' }).click();
  const document = { unrestricted: ['owner', 'admin'], rules: [{ id: 'theirs', default: 'allow' }] };
  const put = await request.put('/api/v1/policies', { headers, data: { version: 1, document, force: true } });
  expect(put.status(), await put.text()).toBe(200);
  await bar(page).getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('button', { name: 'Put in force' }).click();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'policy_changed');
  await inspect(page, 'policies-conflict');
  await page.getByRole('button', { name: 'Drop mine and show what holds now' }).click();
  await expect(page.getByText(/^Version 2 by/)).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
});

test('an analyst has no way to policies, and without a source there are none', async ({ page, browser, baseURL, request, newcomer }) => {
  const { analyst } = await team(request);
  await enter(page, analyst, '/policies');
  await expect(page.getByRole('heading', { name: 'Only administrators see policies' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Policies' })).toHaveCount(0);
  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  await enter(other, newcomer, '/policies');
  await expect(other.getByRole('heading', { name: 'No source yet' })).toBeVisible();
  await inspect(other, 'policies-empty');
  await context.close();
});

test('policies fit a narrow phone', async ({ page, request }) => {
  const { owner } = await team(request);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/policies');
  await logIn(page, owner);
  for (const name of ['Access', 'Rules', 'JSON', 'Suggestions', 'Preview', 'Prove', 'Versions']) {
    await tab(page, name);
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await inspect(page, `policies-phone-${name.toLowerCase()}`);
    expect(await fits(page), `${name} scrolls sideways`).toBe(true);
  }
});

test('names of columns are text, whatever stands in them', async ({ page, request }) => {
  const { owner, headers } = await team(request);
  const buffer = Buffer.from(`"${hostile}",email\n"${hostile}",ann@example.org\n`);
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer };
  const uploaded = await request.post('/api/v1/files', { headers, multipart: { file } });
  expect(uploaded.status(), await uploaded.text()).toBe(201);
  await enter(page, owner, '/policies');
  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: /people|Uploads|Files/i }).click();
  await page.getByRole('button', { name: /people for analyst:/ }).click();
  await expect(page.getByRole('table', { name: 'Columns' })).toContainText('<img src=x');
  await inspect(page, 'policies-hostile');
  await page.getByRole('button', { name: 'Change it in the rules' }).click();
  await page.getByRole('button', { name: 'Show rows before and after' }).click();
  await expect(page.getByRole('table', { name: 'What they would see' })).toContainText(hostile);
  await tab(page, 'JSON');
  await expect(page.getByRole('textbox', { name: 'Policy as JSON' })).toContainText('<img');
  expect(await page.locator('img[src=x]').count()).toBe(0);
});

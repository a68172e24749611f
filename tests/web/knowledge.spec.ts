import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { enter } from './support/people.ts';
import { fits, hostile, member, team } from './support/team.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('terms are taught, checked while they are written, found, changed and deleted', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/knowledge');
  await expect(page.getByText('No terms yet')).toBeVisible();
  await inspect(page, 'knowledge-empty');
  await page.getByRole('button', { name: 'Add a term' }).click();
  const form = page.getByRole('dialog', { name: 'Add a term' });
  await form.getByText('Figure', { exact: true }).click();
  await form.getByLabel('People say').fill('takings');
  await choose(page, 'Over rows of the table', 'order_items');
  await form.getByLabel('Formula').fill('sum(quantity * unit_prize)');
  await expect(form.getByText(/no column unit_prize.*Near “unit_prize\)”/)).toBeVisible();
  await expect(form.getByText('It does not hold yet')).toBeVisible();
  await inspect(page, 'knowledge-term-wrong');
  await form.getByLabel('Formula').fill('sum(quantity * unit_price)');
  await form.getByLabel('For people').fill(`Before returns ${hostile}`);
  await expect(form.getByText('It holds for this source')).toBeVisible();
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  const card = page.getByRole('article', { name: 'takings' });
  await expect(card).toContainText('sum(quantity * unit_price)');
  await expect(card).toContainText(hostile);
  expect(await page.locator('img[src=x]').count()).toBe(0);

  await page.getByRole('button', { name: 'Add a term' }).click();
  await form.getByLabel('People say').fill('patrons');
  await choose(page, 'Table', 'customers');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('article', { name: 'patrons' })).toBeVisible();
  await page.getByLabel('Search terms').fill('unit_price');
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByLabel('Search terms').fill('');
  await choose(page, 'Kind', 'Other word');
  await expect(page.getByRole('article', { name: 'takings' })).toHaveCount(0);
  await choose(page, 'Kind', 'All kinds');
  await page.getByRole('button', { name: 'Edit takings' }).click();
  await page.getByLabel('People say').fill('gross takings');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('article', { name: 'gross takings' })).toBeVisible();
  await inspect(page, 'knowledge-terms');
  await page.getByRole('button', { name: 'Delete patrons' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('article', { name: 'patrons' })).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 780 });
  await expect.poll(() => fits(page)).toBe(true);
});

test('questions are verified by their rows, and asked', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/knowledge?tab=verified');
  await page.getByRole('button', { name: 'Add a question' }).click();
  const form = page.getByRole('dialog', { name: 'Add a verified question' });
  await form.getByLabel('Question').fill('how many folks buy from us');
  const sql = form.getByRole('textbox', { name: 'SQL' });
  const write = async (text: string) => {
    await sql.press('Control+a');
    await page.keyboard.insertText(text);
  };
  await write('SELECT count(*) AS folks FROM custmers');
  await expect(form.getByText(/no table custmers/)).toBeVisible();
  await write('SELECT count(*) AS folks FROM ');
  await sql.pressSequentially('custo');
  await expect(form.getByRole('option', { name: 'customers' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form.getByRole('option', { name: 'customers' })).toBeHidden();
  await sql.pressSequentially('mers');
  await expect(form.getByText('It holds for this source')).toBeVisible();
  await form.getByRole('button', { name: 'Try it' }).click();
  await expect(form.getByRole('gridcell', { name: '420' })).toBeVisible();
  await inspect(page, 'knowledge-verified-form');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('article', { name: 'how many folks buy from us' })).toBeVisible();
  await inspect(page, 'knowledge-verified');
  await page.getByRole('button', { name: 'Ask how many folks buy from us' }).click();
  await expect(page).toHaveURL(/\/ask/);
  await expect(page.getByRole('article', { name: 'how many folks buy from us' })).toContainText('420');
});

const yaml = `terms:
  - {kind: filter, phrase: web orders, table: orders, condition: "channel = 'web'"}
verified:
  - question: how many orders came in
    sql: SELECT count(*) FROM orders
`;

const dbt = `models:
  - name: orders
    description: What people bought
    columns:
      - {name: status, description: "{{ doc('status') }}"}
      - {name: note, description: Not there}
semantic_models:
  - name: orders
    model: ref('orders')
    measures: [{name: baskets, agg: count, expr: "1"}]
`;

test('knowledge comes and goes as files, also from dbt', async ({ page, request }) => {
  const { owner, token } = await team(request);
  const [viewer] = await member(request, { team: owner.team, token, role: 'viewer' });
  await enter(page, owner, '/knowledge?tab=files');
  await page.getByLabel('YAML').fill('terms: [{kind: metric');
  await page.getByRole('button', { name: 'Show what it would do' }).click();
  await expect(problemOn(page)).toBeVisible();
  await page.getByLabel('YAML').fill(yaml.replace('channel', 'chanel'));
  await page.getByRole('button', { name: 'Show what it would do' }).click();
  await expect(page.getByText('/terms/0: There is no column chanel')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.locator('input[type=file]').setInputFiles({ name: 'knowledge.yaml', mimeType: 'application/yaml', buffer: Buffer.from(yaml) });
  await expect(page.getByText('2 would be added, 0 changed.')).toBeVisible();
  await inspect(page, 'knowledge-import');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('2 were added, 0 changed.')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download YAML' }).click();
  expect(await readFile(await (await downloading).path(), 'utf8')).toContain('web orders');

  await page.getByText('dbt', { exact: true }).click();
  const [models = '', semantics = ''] = dbt.split('semantic_models:');
  const files = [['schema.yml', models], ['<img src=x onerror=alert(1)>.yml', `semantic_models:${semantics}`]] as const;
  await page.locator('input[type=file]').setInputFiles(files.map(([name, text]) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })));
  await expect(page.getByText('2 would be added, 0 changed. 2 entries are passed over; the report says why.')).toBeVisible();
  const report = page.getByRole('table', { name: 'Report' });
  await expect(report.getByRole('row', { name: /orders\.note/ })).toContainText('You see no such column');
  await expect(report.getByRole('row', { name: /baskets/ })).toContainText('count(*)');
  await inspect(page, 'knowledge-dbt');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('2 were added')).toBeVisible();
  await tab(page, 'Terms');
  await expect(page.getByRole('article', { name: 'baskets' })).toContainText('count(*)');

  await page.context().clearCookies();
  await enter(page, viewer, '/knowledge');
  await expect(page.getByRole('article', { name: 'baskets' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Edit|^Delete|Add a term/ })).toHaveCount(0);
  await tab(page, 'Files');
  await expect(page.getByRole('button', { name: 'Download YAML' })).toBeVisible();
  await expect(page.getByText('Bring some')).toHaveCount(0);
});

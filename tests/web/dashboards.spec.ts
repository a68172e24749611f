import { enter } from './support/people.ts';
import { fits, team } from './support/team.ts';
import { expect, inspect, test } from './support/test.ts';

test('the overview is where people land, and says what was asked', async ({ page, request }) => {
  const people = await team(request);
  const asked = { question: 'how many orders per status' };
  await request.post('/api/v1/queries/ask', { headers: people.headers, data: asked });
  await enter(page, people.owner, '/');
  await expect(page.getByText(asked.question).first()).toBeVisible();
  await inspect(page, 'overview');
});

test('a dashboard is proposed, kept, and changed by the keyboard', async ({ page, request }) => {
  const people = await team(request);
  await enter(page, people.owner, '/dashboards');
  await expect(page.getByRole('heading', { name: 'No dashboards yet' })).toBeVisible();
  await inspect(page, 'dashboards-empty');
  await page.getByRole('link', { name: 'Propose one', exact: true }).click();
  await page.getByRole('button', { name: /Propose/ }).click();
  await page.getByRole('button', { name: /^(Keep|Create|Save)/ }).click();
  await expect(page).toHaveURL(/\/dashboards\/[0-9a-f-]{36}/);
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
  await inspect(page, 'dashboard');
  await page.getByRole('button', { name: 'Edit' }).click();
  const grip = page.getByRole('button', { name: /^Move / }).first();
  await grip.focus();
  await grip.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 780 });
  await fits(page);
});

test('an analyst sees a dashboard with the own rights and may not change what is not theirs', async ({ page, request }) => {
  const { analyst, headers } = await team(request);
  const tile = { kind: 'number', title: 'Customers', sql: 'SELECT count(*) AS customers FROM customers' };
  const sources = await (await request.get('/api/v1/connections', { headers })).json();
  const made = await request.post('/api/v1/dashboards', {
    headers,
    data: { title: 'Of the owner', tiles: [{ ...tile, connection_id: sources.connections?.[0]?.id ?? sources.items[0].id }] },
  });
  expect(made.status()).toBe(201);
  await enter(page, analyst, '/dashboards');
  await page.getByRole('link', { name: /Of the owner/ }).click();
  await expect(page.getByRole('heading', { name: 'Of the owner' })).toBeVisible();
  await expect(page.getByText('Customers', { exact: true }).first()).toBeVisible();
  await inspect(page, 'dashboard-analyst');
});

import type { APIRequestContext, Page } from '@playwright/test';
import type { ScriptedModel } from './support/model.ts';
import { enter, newcomer } from './support/people.ts';
import { Postgres } from './support/postgres.ts';
import { fits, hostile, member, team } from './support/team.ts';
import { expect, inspect, test } from './support/test.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).first().click();
const ofTable = (page: Page, table: string, name: string) =>
  page.getByRole('region', { name: table, exact: true }).getByRole('tab', { name, exact: true }).click();

async function firstSource(request: APIRequestContext, headers: { Authorization: string }): Promise<string> {
  const reply = await request.get('/api/v1/connections', { headers });
  return ((await reply.json()) as { connections: { id: string }[] }).connections[0]!.id;
}

/** The schema role is played by the scripted model. */
async function cast(request: APIRequestContext, headers: { Authorization: string }, model: ScriptedModel): Promise<void> {
  const provider = { name: 'scripted', protocol: 'openai_chat', base_url: model.baseUrl, key: model.key, inside: true };
  const settings = { providers: [provider], roles: { schema: { models: ['scripted/small'] } } };
  const { version } = (await (await request.get('/api/v1/llm/roles', { headers })).json()) as { version: number };
  const reply = await request.put('/api/v1/llm/roles', { headers, data: { version, settings } });
  expect(reply.status(), await reply.text()).toBe(200);
}

test('a source is looked through by tree, search, rows and profile, and described', async ({ page, request, model }) => {
  const { owner, headers } = await team(request);
  const source = await firstSource(request, headers);
  await cast(request, headers, model);
  await enter(page, owner, `/sources/${source}`);
  const tree = page.getByRole('tree', { name: 'Tables and columns' });
  await tree.focus();
  await page.keyboard.press('o');
  await page.keyboard.press('o');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { expanded: true })).toHaveCount(1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByLabel('Search tables and columns').fill('custmer adress');
  await page.getByRole('list', { name: 'Tables found' }).getByRole('button', { name: /^customers/ }).click();
  await expect(page).toHaveURL(/table=customers/);
  await expect(page.getByRole('heading', { name: 'customers' })).toBeVisible();
  await page.getByLabel('Search tables and columns').fill('');

  const columns = page.getByRole('table', { name: 'Columns of customers' });
  await expect(columns.getByRole('row', { name: /^email/ })).toContainText('email');
  await columns.getByRole('button', { name: 'Describe city' }).click();
  await page.getByLabel('Description of city').fill(`Where they live ${hostile}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(columns.getByRole('row', { name: /^city/ })).toContainText(hostile);
  await expect(columns.getByRole('row', { name: /^city/ })).toContainText(`written by ${owner.username}`);
  expect(await page.locator('img[src=x]').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(columns).not.toContainText(hostile);
  model.plays(() => ({ say: { descriptions: [{ table: 'customers', column: '', text: 'Everybody who bought' }, { table: 'customers', column: 'segment', text: 'Kind of buyer' }] } }));
  await page.getByRole('button', { name: 'Suggest descriptions' }).click();
  const suggested = page.getByRole('dialog', { name: 'Suggested for customers' });
  await suggested.getByRole('checkbox', { name: 'customers' }).uncheck();
  await inspect(page, 'source-suggested');
  await suggested.getByRole('button', { name: 'Keep 1' }).click();
  await expect(columns.getByRole('row', { name: /^segment/ })).toContainText('Kind of buyer');
  await page.getByRole('button', { name: 'Look for sensitive columns' }).click();
  await expect(page.getByRole('link', { name: /^email seems to be email/ })).toBeVisible();
  await inspect(page, 'source-columns');

  await ofTable(page, 'customers', 'Rows');
  await expect(page.getByText(/^The first \d+ rows, as you see them/)).toBeVisible();
  await inspect(page, 'source-rows');
  await ofTable(page, 'customers', 'Profile');
  await expect(page.getByRole('article', { name: 'country', exact: true }).getByRole('list')).toContainText('%');
  await expect(page.getByRole('article', { name: 'email', exact: true })).toContainText('Looks sensitive');
  await expect(page.getByRole('img', { name: /^How signed_up_on is spread/ })).toBeVisible();
  await inspect(page, 'source-profile');
  await page.setViewportSize({ width: 360, height: 780 });
  await expect.poll(() => fits(page)).toBe(true);
  await inspect(page, 'source-narrow');
});

test('relations are reviewed, taught and drawn; changes are told with what they broke', async ({ page, request }) => {
  const postgres = await Postgres.start();
  try {
    await postgres.psql(`CREATE ROLE reader LOGIN PASSWORD '${postgres.password}'`);
    await postgres.psql('CREATE DATABASE depot');
    await postgres.psql(
      `CREATE TABLE drivers (id int PRIMARY KEY, name text, badge int);
       CREATE TABLE vans (id int PRIMARY KEY, plate text, "${hostile}" text);
       CREATE TABLE trips (id int PRIMARY KEY, driver_id int REFERENCES drivers, van_id int, km int, badge_no int);
       INSERT INTO drivers SELECT n, 'Driver ' || n, 100 + n FROM generate_series(1, 9) n;
       INSERT INTO vans SELECT n, 'P-' || n, NULL FROM generate_series(1, 5) n;
       INSERT INTO trips SELECT n, 1 + n % 9, 1 + n % 5, n, 101 + n % 9 FROM generate_series(1, 60) n;
       GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`,
      'depot',
    );
    const [owner, token] = await newcomer(request);
    const headers = { Authorization: `Bearer ${token}` };
    const data = { kind: 'postgres', name: 'Depot', host: '127.0.0.1', port: postgres.port, database: 'depot', user: 'reader', password: postgres.password };
    const made = await request.post('/api/v1/connections', { headers, data });
    const { id } = (await made.json()) as { id: string };
    const verified = { connection_id: id, question: 'how far did they go', sql: 'SELECT sum(km) FROM trips' };
    expect((await request.post('/api/v1/knowledge/verified', { headers, data: verified })).status()).toBe(201);

    await enter(page, owner, `/sources/${id}?tab=relations`);
    const inferred = page.getByRole('article', { name: 'trips.van_id → vans.id' });
    await expect(inferred).toContainText('Inferred');
    await expect(inferred).toContainText('% sure');
    await inferred.getByRole('button', { name: /^Reject/ }).click();
    await expect(inferred).toContainText('Rejected');
    await inferred.getByRole('button', { name: /^Take back/ }).click();
    await inferred.getByRole('button', { name: /^Accept/ }).click();
    await expect(inferred).toContainText('Accepted');
    await page.getByRole('button', { name: 'Add a relation' }).click();
    const form = page.getByRole('dialog', { name: 'Add a relation' });
    for (const [what, option] of [['Table that points', 'trips'], ['Column that points', 'badge_no'], ['Table that is pointed at', 'drivers'], ['Column that is pointed at', 'badge']] as const) {
      await form.getByRole('combobox', { name: what }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    }
    await inspect(page, 'source-relation-form');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('article', { name: 'trips.badge_no → drivers.badge' })).toContainText('Accepted');
    await inspect(page, 'source-relations');
    await page.getByText('Declared', { exact: true }).first().click();
    await expect(page.getByRole('article')).toHaveCount(1);
    await expect(page.getByRole('article', { name: 'trips.driver_id → drivers.id' })).toBeVisible();

    await tab(page, 'Diagram');
    await expect(page.getByRole('button', { name: 'vans, 3 columns' })).toBeVisible();
    await inspect(page, 'source-diagram');
    await page.getByRole('group', { name: /^Diagram of 3 tables/ }).focus();
    for (const key of ['+', '-', 'ArrowLeft', '0', 'Tab']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'vans, 3 columns' }).press('Enter');
    await expect(page.getByRole('group', { name: /^Diagram of 2 tables/ })).toBeVisible();
    await page.getByText('List', { exact: true }).click();
    await expect(page.getByRole('list', { name: 'Tables and what they point at' })).toContainText('van_id → vans.id (accepted)');

    await postgres.psql('ALTER TABLE trips RENAME COLUMN km TO kilometres; ALTER TABLE vans ADD seats int', 'depot');
    await tab(page, 'Changes');
    await page.getByRole('button', { name: 'Look now' }).click();
    const changes = page.getByRole('region', { name: 'Changes of the schema' });
    await expect(changes).toContainText('trips.kilometres seems to be what was km');
    await expect(changes).toContainText('vans.seats is new');
    await expect(changes.getByRole('link', { name: 'how far did they go' })).toHaveAttribute('href', /^\/knowledge\?source=.*tab=verified/);
    await inspect(page, 'source-changes');
    await changes.getByRole('button', { name: /^Acknowledge changes of/ }).click();
    await expect(changes.getByText('Everything that changed is acknowledged.')).toBeVisible();
    await changes.getByRole('button', { name: 'Acknowledged: 1' }).press('Enter');
    await expect(changes.getByRole('article')).toContainText(/Acknowledged by person-\d+/);
    await inspect(page, 'source-changes-acknowledged');
    await changes.getByRole('button', { name: /^Take back the acknowledgement/ }).click();
    await expect(changes.getByRole('button', { name: /^Acknowledged:/ })).toHaveCount(0);
    await tab(page, 'Settings');
    await page.getByLabel('Minutes between looks at the schema').fill('15');
    await page.getByRole('region', { name: 'How it is watched' }).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved; values are counted anew')).toBeVisible();
    const pick = page.getByRole('region', { name: 'Which tables are taken' });
    await expect(pick.getByText('All 3 tables are taken')).toBeVisible();
    await pick.getByRole('checkbox', { name: 'vans' }).uncheck();
    await expect(pick.getByText('2 of 3 tables are taken')).toBeVisible();
    await inspect(page, 'source-settings');
    await pick.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('2 tables', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Minutes between looks at the schema')).toHaveValue('15');
    await expect(pick.getByRole('checkbox', { name: 'vans' })).not.toBeChecked();
  } finally {
    await postgres.stop();
  }
});

test('who may only read looks, and sees what the policy leaves', async ({ page, request }) => {
  const { owner, token, headers } = await team(request);
  const source = await firstSource(request, headers);
  const [viewer] = await member(request, { team: owner.team, token, role: 'viewer' });
  await enter(page, viewer, `/sources/${source}?table=customers&tab=changes`);
  await expect(page.getByRole('heading', { name: 'customers' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Changes' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /^email/ })).toContainText('Masked');
  await expect(page.getByRole('button', { name: /^Describe|^Suggest descriptions|^Look for/ })).toHaveCount(0);
  await ofTable(page, 'customers', 'Profile');
  await expect(page.getByRole('article', { name: 'email', exact: true })).toContainText('held back from you');
  await tab(page, 'Relations');
  await expect(page.getByRole('article', { name: 'orders.customer_id → customers.id' })).toContainText('Declared');
  await expect(page.getByRole('button', { name: /^Accept|^Reject|Add a relation/ })).toHaveCount(0);
  await page.goto(`/sources/${source}?table=nothing`);
  await expect(page.getByText('No such table')).toBeVisible();
});

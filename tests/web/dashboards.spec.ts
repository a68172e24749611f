import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { ask, enter, logIn } from './support/people.ts';
import { fits, hostile, member, team } from './support/team.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

type Headers = Record<string, string>;
type Board = { id: string; version: number; tiles: (Place & { id: string; title: string; version: number })[] };

const customers = { kind: 'number', title: 'Customers', sql: 'SELECT count(*) AS customers FROM customers' };
const emails = { kind: 'table', title: 'Emails', sql: 'SELECT email FROM customers ORDER BY id LIMIT 2' };

/** A dashboard of tiles that stand on the sample shop. */
async function boardOf(request: APIRequestContext, headers: Headers, title: string, tiles: object[]): Promise<Board> {
  const sources = await (await request.get('/api/v1/connections', { headers })).json();
  const connection_id: string = sources.connections[0].id;
  const data = { title, tiles: tiles.map((tile) => ({ connection_id, ...tile })) };
  const made = await request.post('/api/v1/dashboards', { headers, data });
  expect(made.status(), await made.text()).toBe(201);
  return made.json();
}

/** Two tiles beside each other. */
function pair(request: APIRequestContext, headers: Headers): Promise<Board> {
  const size = { y: 0, w: 6, h: 4 };
  return boardOf(request, headers, 'Pair', [{ ...customers, ...size, x: 0 }, { ...emails, ...size, x: 6 }]);
}

async function placesOf(request: APIRequestContext, headers: Headers, id: string): Promise<Record<string, number[]>> {
  const board: Board = await (await request.get(`/api/v1/dashboards/${id}`, { headers })).json();
  return Object.fromEntries(board.tiles.map(({ title, x, y, w, h }) => [title, [x, y, w, h]]));
}

const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
const said = (page: Page) => page.getByRole('status').filter({ hasText: /column \d+, row \d+/ });

async function edit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('toolbar', { name: 'Editing' })).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('toolbar', { name: 'Editing' })).toHaveCount(0);
}

/** Takes something at its middle and leaves it held so far away. */
async function hold(page: Page, what: Locator, dx: number, dy: number): Promise<void> {
  await what.hover(); // so that it stands still
  const box = await what.boundingBox();
  if (!box) throw new Error('nothing to hold');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 8 });
}

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
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  const pieces = page.getByRole('list', { name: 'Proposed tiles' }).getByRole('listitem');
  await expect(pieces.first()).toBeVisible();
  await inspect(page, 'dashboard-proposal');
  const kept = (await pieces.count()) - 1;
  await pieces.first().getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: new RegExp(`^Keep ${kept} tile`) }).click();
  await expect(page).toHaveURL(/\/dashboards\/[0-9a-f-]{36}/);
  await expect(page.getByRole('article')).toHaveCount(kept);
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  await inspect(page, 'dashboard');
  // A table that is longer than its tile scrolls in it, above what the tile says of itself.
  const orders = tile(page, 'Latest orders');
  await orders.scrollIntoViewIfNeeded();
  const table = await orders.getByRole('grid').boundingBox();
  const foot = await orders.getByRole('button', { name: 'Refresh Latest orders' }).boundingBox();
  expect((table?.y ?? 0) + (table?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);
  await edit(page);
  const grip = page.getByRole('button', { name: /^Move / }).first();
  await grip.focus();
  await grip.press('Shift+ArrowDown');
  await expect(said(page)).toBeVisible();
  await save(page);
});

test('an answer is pinned to a new dashboard, and another to that', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, 'how many orders per status');
  const answer = page.getByRole('article', { name: 'how many orders per status' });
  await answer.getByRole('button', { name: 'Pin to dashboard' }).click();
  const form = page.getByRole('dialog', { name: 'Pin to a dashboard' });
  await form.getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(form.getByText('Give it a title')).toBeVisible();
  await inspect(page, 'dashboard-pin');
  await form.getByLabel('Title of the new dashboard').fill(hostile);
  await form.getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Open the dashboard' })).toBeVisible();

  await answer.getByRole('button', { name: 'Pin to dashboard' }).click();
  await expect(form.getByRole('combobox', { name: 'Dashboard' })).toHaveValue(hostile);
  await form.getByLabel('Title of the tile').fill('As rows');
  await form.getByText('Table', { exact: true }).click();
  await form.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByRole('link', { name: 'Open the dashboard' }).last().click();
  await expect(page.getByRole('heading', { name: hostile })).toBeVisible();
  await expect(tile(page, 'how many orders per status').getByRole('img', { name: /^Chart: / })).toBeVisible();
  await expect(tile(page, 'As rows').getByRole('columnheader', { name: 'status' })).toBeVisible();
  expect(await page.locator('img[src=x]').count()).toBe(0);
});

test('tiles are added from a question, from SQL and as a text', async ({ page, shopper }) => {
  await enter(page, shopper, '/dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  const fresh = page.getByRole('dialog', { name: 'New dashboard' });
  await fresh.getByLabel('Title').fill('Watched');
  await fresh.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'No tiles yet' })).toBeVisible();
  await inspect(page, 'dashboard-empty');
  await page.getByRole('button', { name: 'Add a tile' }).click();
  const form = page.getByRole('dialog', { name: 'Add a tile' });
  await form.getByRole('textbox', { name: 'Question' }).fill('how many orders per status');
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('how many orders per status');
  await inspect(page, 'dashboard-add-question');
  await form.getByRole('button', { name: 'Add tile' }).click();
  await expect(tile(page, 'how many orders per status').getByRole('img', { name: /^Chart: / })).toBeVisible();

  const again = page.getByRole('toolbar', { name: 'Editing' }).getByRole('button', { name: 'Add tile' });
  await again.click();
  await form.getByRole('tab', { name: 'SQL' }).click();
  const write = async (sql: string) => {
    await form.getByRole('textbox', { name: 'SQL' }).press('Control+a');
    await page.keyboard.insertText(sql);
  };
  await write('DELETE FROM customers');
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(problemOn(page)).toBeVisible();
  await write(customers.sql);
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByText(/^It may run: reads .*customers, shows 1 column/)).toBeVisible();
  await inspect(page, 'dashboard-add-sql');
  await form.getByLabel('Title').fill('Customers');
  await form.getByText('Number', { exact: true }).click();
  await form.getByRole('button', { name: 'Add tile' }).click();
  await expect(tile(page, 'Customers').getByText(/^\d+$/)).toBeVisible();

  await again.click();
  await form.getByRole('tab', { name: 'Text' }).click();
  await form.getByRole('textbox', { name: 'Text' }).fill(`# For everybody\n\n**Bold** ${hostile} [run](javascript:alert(1)) [read](https://example.org)`);
  await inspect(page, 'dashboard-add-text');
  await form.getByRole('button', { name: 'Add text' }).click();
  await expect(page.getByRole('heading', { name: 'For everybody' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'read' })).toHaveAttribute('rel', /noopener/);
  await expect(page.getByRole('link', { name: 'run' })).toHaveCount(0);
  expect(await page.locator('img[src=x]').count()).toBe(0);
  await save(page);
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('tiles are dragged and resized by mouse, undone, and saved', async ({ page, request }) => {
  const { owner, headers } = await team(request);
  const { id } = await pair(request, headers);
  await enter(page, owner, `/dashboards/${id}`);
  await edit(page);
  const grip = page.getByRole('button', { name: 'Move Customers' });
  const width = (await tile(page, 'Customers').boundingBox())?.width ?? 0;
  await hold(page, grip, width, 0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await hold(page, grip, width, 0);
  await inspect(page, 'dashboard-drag');
  await page.mouse.up();
  await expect(said(page)).toHaveText('Customers: column 7, row 1, 6 wide, 4 high');
  await hold(page, tile(page, 'Customers').locator('> :last-child'), -width / 3, 160);
  await page.mouse.up();
  await expect(said(page)).toHaveText('Customers: column 7, row 1, 4 wide, 6 high');
  await page.keyboard.press('Control+z');
  await page.getByRole('link', { name: 'Sources' }).first().click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
  await save(page);
  expect(await placesOf(request, headers, id)).toEqual({ Customers: [6, 0, 6, 4], Emails: [6, 4, 6, 4] });
});

test('two people change one dashboard, and nothing is lost', async ({ page, request }) => {
  const { owner, headers } = await team(request);
  const { id, version, tiles } = await pair(request, headers);
  await enter(page, owner, `/dashboards/${id}`);
  await edit(page);
  const grip = page.getByRole('button', { name: 'Move Customers' });
  await grip.focus();
  await grip.press('Shift+ArrowDown');
  const theirs = { tiles: [{ tile_id: tiles[1]?.id, x: 6, y: 0, w: 5, h: 4 }], version };
  const moved = await request.put(`/api/v1/dashboards/${id}/layout`, { headers, data: theirs });
  expect(moved.status(), await moved.text()).toBe(200);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'dashboard_changed');
  await inspect(page, 'dashboard-conflict');
  await save(page);
  expect(await placesOf(request, headers, id)).toMatchObject({ Customers: [0, 0, 6, 5], Emails: [6, 0, 5, 4] });
});

test('whoever looks narrows tiles by filters, and every change can be undone', async ({ page, request }) => {
  const { owner, headers } = await team(request);
  const byCountry = { kind: 'table', title: 'By country', sql: 'SELECT country, count(*) AS n FROM customers GROUP BY country' };
  const products = { kind: 'number', title: 'Products', sql: 'SELECT count(*) AS n FROM products' };
  const pairs = { kind: 'table', title: `Pairs ${hostile}`, sql: 'SELECT c.id, c.country, p.id AS product FROM customers c, products p ORDER BY c.id, p.id' };
  const { id } = await boardOf(request, headers, 'Narrowed', [{ ...byCountry, w: 6, h: 5 }, { ...products, x: 6, y: 0, w: 6, h: 2 }, { ...pairs, y: 5, w: 12, h: 5 }].map((each) => ({ x: 0, y: 0, ...each })));
  await enter(page, owner, `/dashboards/${id}`);
  await edit(page);
  await page.getByRole('toolbar', { name: 'Editing' }).getByRole('button', { name: 'Filters' }).click();
  const form = page.getByRole('dialog', { name: 'Filters of this dashboard' });
  await form.getByRole('button', { name: 'Add a filter' }).click();
  await form.getByRole('button', { name: 'Save filters' }).click();
  await expect(form.getByText('Give every filter a name')).toBeVisible();
  await form.getByRole('combobox', { name: 'Columns' }).fill('customers.country');
  await page.getByRole('option', { name: 'customers.country' }).click();
  await expect(form.getByLabel('Name')).toHaveValue('Country');
  await form.getByLabel('Name').focus(); // which closes the list
  await inspect(page, 'dashboard-filters');
  await form.getByRole('button', { name: 'Save filters' }).click();
  await page.getByRole('toolbar', { name: 'Editing' }).getByRole('button', { name: 'Close' }).click();

  const rows = tile(page, 'By country').getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(3);
  const all = await rows.count();
  await page.getByRole('button', { name: 'Country: all' }).click();
  await page.getByRole('combobox', { name: 'Country' }).click();
  const first = page.getByRole('option').first();
  const country = (await first.textContent()) ?? '';
  await first.click();
  await expect(rows).toHaveCount(2);
  await expect(tile(page, 'Products').getByText('Not filtered by Country')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await inspect(page, 'dashboard-filtered');
  // The address holds the choice: a link to it shows the same.
  await page.reload();
  await expect(page.getByRole('button', { name: `Country: ${country}` })).toBeVisible();
  await expect(rows).toHaveCount(2);
  const linesOf = async (format: string) => {
    const download = page.waitForEvent('download');
    await tile(page, 'By country').getByRole('button', { name: 'Export By country' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
    return (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  };
  expect((await linesOf('CSV')).slice(1).map((line) => line.split(',')[0])).toEqual([country]);
  // More rows than a tile brings are paged, as the filters leave them.
  const grid = tile(page, `Pairs ${hostile}`).getByRole('grid');
  const narrowed = Number(await grid.getAttribute('aria-rowcount'));
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(all);
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(Math.max(5_001, narrowed));
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('gridcell', { name: '420', exact: true }).first()).toBeVisible();
  // A file has what the table shows, or all of it.
  const heads = tile(page, 'By country').getByRole('columnheader');
  await heads.filter({ hasText: 'country' }).click();
  await heads.filter({ hasText: 'country' }).click();
  await expect(heads.first()).toHaveAttribute('aria-sort', 'descending');
  const sorted = (await linesOf('CSV')).slice(1);
  expect(sorted).toEqual(sorted.toSorted().toReversed());
  expect((await linesOf('All as CSV')).slice(1).toSorted()).toEqual(sorted.toSorted());
  await tile(page, 'Products').getByRole('button', { name: 'Refresh Products' }).click();
  await expect(tile(page, 'Products').getByText('Just now')).toBeVisible();

  await page.getByRole('button', { name: 'Auto-refresh: Never' }).click();
  await page.getByRole('menuitem', { name: 'Every 5 minutes' }).click();
  await expect(page.getByRole('button', { name: 'Auto-refresh: Every 5 minutes' })).toBeVisible();
  await page.getByRole('button', { name: 'Actions for Narrowed' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions of Narrowed' });
  await expect(versions.getByText('Changed the dashboard: how often it refreshes')).toBeVisible();
  await versions.getByRole('button', { name: /^Made it/ }).click();
  await expect(versions.getByRole('list', { name: 'Tiles of this version' }).getByRole('listitem')).toHaveCount(3);
  await inspect(page, 'dashboard-versions');
  await versions.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(page.getByRole('button', { name: 'Auto-refresh: Never' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Filters' })).toHaveCount(0);
});

test('an analyst sees a dashboard with the own rights and may not change what is not theirs', async ({ page, request }) => {
  const { analyst, headers } = await team(request);
  await boardOf(request, headers, 'Of the owner', [customers, emails]);
  await enter(page, analyst, '/dashboards');
  await page.getByRole('link', { name: 'Of the owner' }).click();
  await expect(page.getByRole('heading', { name: 'Of the owner' })).toBeVisible();
  await expect(tile(page, 'Customers').getByText(/^\d+$/)).toBeVisible();
  await expect(tile(page, 'Emails')).toContainText('***@');
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await inspect(page, 'dashboard-analyst');
  await page.getByRole('button', { name: 'Actions for Of the owner' }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Make a copy' }).click();
  await edit(page);
});

test('a viewer looks at dashboards and makes none', async ({ page, request }) => {
  const { owner, headers, token } = await team(request);
  const { id } = await pair(request, headers);
  const [viewer] = await member(request, { team: owner.team, token, role: 'viewer' });
  await enter(page, viewer, '/dashboards');
  await page.getByRole('link', { name: 'Pair' }).waitFor();
  await expect(page.getByRole('button', { name: 'New dashboard' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0);
  await page.goto(`/dashboards/${id}`);
  await expect(tile(page, 'Customers')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
  await page.goto('/dashboards/propose');
  await expect(page.getByRole('heading', { name: 'You may not make dashboards' })).toBeVisible();
  await page.goto('/ask');
  await ask(page, 'how many orders per status');
  await expect(page.getByText(/^Took /)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pin to dashboard' })).toHaveCount(0);
});

test('dashboards fit a narrow phone', async ({ page, request }) => {
  const { owner, headers } = await team(request);
  const { id } = await pair(request, headers);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/');
  await logIn(page, owner);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  for (const [path, heading] of [['/', 'Overview'], ['/dashboards', 'Dashboards'], ['/dashboards/propose', 'Propose a dashboard'], [`/dashboards/${id}`, 'Pair']] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    await inspect(page, `dashboards-phone-${heading.toLowerCase().replaceAll(' ', '-')}`);
    expect(await fits(page), `${heading} scrolls sideways`).toBe(true);
  }
  await edit(page);
  await page.getByRole('button', { name: 'Change Emails' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await inspect(page, 'dashboard-phone-editing');
  expect(await fits(page), 'editing scrolls sideways').toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add tile' }).click();
  await inspect(page, 'dashboard-phone-add');
  expect(await fits(page), 'adding scrolls sideways').toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('toolbar', { name: 'Editing' }).getByRole('button', { name: 'Close' }).click();
  for (const item of ['Share by link', 'Send on a schedule', 'Versions']) {
    await page.getByRole('button', { name: 'Actions for Pair' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog').getByRole('status', { name: 'Loading' })).toHaveCount(0);
    if (item === 'Send on a schedule') await page.getByRole('button', { name: 'Add a schedule' }).click();
    expect(await fits(page), `${item} scrolls sideways`).toBe(true);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

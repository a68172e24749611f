import type { Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { enter, logIn } from './support/people.ts';
import { fits, hostile, team, type Team } from './support/team.ts';
import { expect, inspect, test } from './support/test.ts';

const title = `Shop ${hostile}`;

/** A dashboard of the sample shop with a filter; gives its id. */
async function board({ headers }: Team, request: Parameters<typeof team>[0]): Promise<string> {
  const { connections } = await (await request.get('/api/v1/connections', { headers })).json();
  const connection_id: string = connections[0].id;
  const column = { connection_id, schema: 'main', table: 'customers', column: 'country' };
  const data = {
    title,
    filters: [{ id: 'country', label: 'Country', kind: 'choice', columns: [column] }],
    tiles: [
      { kind: 'table', title: 'Emails', sql: 'SELECT email, country FROM customers ORDER BY id', connection_id, x: 0, y: 0, w: 6, h: 4 },
      { kind: 'number', title: 'Products', sql: 'SELECT count(*) AS n FROM products', connection_id, x: 6, y: 0, w: 6, h: 2 },
      { kind: 'text', text: `# Read this\n\n${hostile}`, x: 6, y: 2, w: 6, h: 2 },
    ],
  };
  const made = await request.post('/api/v1/dashboards', { headers, data });
  expect(made.status(), await made.text()).toBe(201);
  return (await made.json()).id;
}

const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${title}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Makes a link in the dialog that is open, and gives its path. */
async function madeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = new URL((await page.getByRole('group', { name: 'Link' }).textContent()) ?? '');
  return link.pathname + link.hash;
}

test('a link shows a dashboard to who has it, bare and within its rights, until it is revoked', async ({ page, request, browser, server, complaints }) => {
  const people = await team(request);
  const id = await board(people, request);
  await enter(page, people.owner, `/dashboards/${id}`);
  await choose(page, 'Share by link');
  const form = page.getByRole('dialog', { name: `Share ${title}` });
  await form.getByRole('radio', { name: /^Looks with the rights of a role/ }).check();
  await inspect(page, 'dashboard-share');
  const path = await madeLink(page);
  await inspect(page, 'dashboard-share-made');

  // Somebody without an account, on a phone.
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 360, height: 780 } });
  context.on('page', (guest) => guest.on('pageerror', (error) => complaints.push(error.message)));
  const guest = await context.newPage();
  const asked: string[] = [];
  guest.on('request', (each) => asked.push(each.url() + (each.headers().referer ?? '')));
  await guest.goto(path);
  await expect(guest.getByRole('heading', { name: title })).toBeVisible();
  await expect(tile(guest, 'Emails')).toContainText('***@');
  await expect(tile(guest, 'Products').getByText(/^\d+$/)).toBeVisible();
  await expect(guest.getByRole('navigation')).toHaveCount(0);
  await expect(guest.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  expect(await guest.locator('img[src=x]').count()).toBe(0);
  expect(await fits(guest), 'a shared dashboard scrolls sideways').toBe(true);
  await inspect(guest, 'dashboard-shared-phone');
  await guest.getByRole('button', { name: /^Country: / }).click();
  await guest.getByRole('combobox', { name: 'Country' }).click();
  await guest.getByRole('option').first().click();
  await expect(guest.getByText('Not filtered by Country')).toBeVisible();
  expect(asked.filter((each) => each.includes('prls_')), 'the word of the link was sent').toEqual([]);

  await form.getByRole('button', { name: 'I have it' }).click();
  await form.getByRole('button', { name: /^Revoke prls_/ }).click();
  await page.getByRole('button', { name: 'Revoke link' }).click();
  await expect(form.getByText('No link works.')).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await inspect(guest, 'dashboard-shared-ended');

  // A link for oneself: signing in comes first, and leads back.
  const own = await madeLink(page);
  await guest.goto(own);
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Sign in to look at it' })).toBeVisible();
  await inspect(guest, 'dashboard-shared-sign-in');
  await guest.getByRole('link', { name: 'Sign in' }).click();
  await logIn(guest, people.analyst);
  await expect(guest.getByText('To look at, with your own rights')).toBeVisible();
  await expect(tile(guest, 'Emails')).toContainText('***@');
  await context.close();
});

interface Hook {
  url: string;
  received: { headers: IncomingHttpHeaders; body: string }[];
  status: number;
  close: () => void;
}

async function webhook(): Promise<Hook> {
  const server = createServer((incoming, reply) => {
    let body = '';
    incoming.on('data', (piece: Buffer) => (body += piece.toString()));
    incoming.on('end', () => {
      hook.received.push({ headers: incoming.headers, body });
      reply.writeHead(hook.status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hook: Hook = { url: `http://127.0.0.1:${port}/in`, received: [], status: 200, close: () => server.close() };
  return hook;
}

test('a dashboard is sent to a webhook, what came of it is told, and it is turned off', async ({ page, request }) => {
  const people = await team(request);
  const id = await board(people, request);
  const hook = await webhook();
  await enter(page, people.owner, `/dashboards/${id}`);
  await choose(page, 'Send on a schedule');
  const form = page.getByRole('dialog', { name: `Send ${title}` });
  await expect(form.getByText('It is not sent to anybody yet.')).toBeVisible();
  await form.getByRole('button', { name: 'Add a schedule' }).click();
  await form.getByText('Weekly', { exact: true }).click();
  await form.getByRole('button', { name: 'Add schedule' }).click();
  await expect(form.getByText('An address such as https://example.org/in')).toBeVisible();
  await inspect(page, 'dashboard-schedule-form');
  await form.getByLabel('Address').fill(hook.url);
  await form.getByRole('button', { name: 'Add schedule' }).click();
  await expect(form.getByText('Copy the secret of the webhook now')).toBeVisible();
  await form.getByRole('button', { name: 'I have it' }).click();
  const row = form.getByRole('region', { name: 'Every Monday at 08:00 (Europe/Berlin)' });
  await row.getByRole('button', { name: 'Send now' }).click();
  await expect(row.getByText(/· sent /)).toBeVisible();
  expect(hook.received).toHaveLength(1);
  expect(hook.received[0]?.headers['parlance-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  expect(JSON.parse(hook.received[0]?.body ?? '').tiles[1].rows[0]).toEqual([expect.any(Number)]);
  hook.status = 500;
  await row.getByRole('button', { name: 'Send now' }).click();
  await expect(row.getByText('The receiver answered with the status 500.')).toBeVisible();
  await inspect(page, 'dashboard-schedules');
  await row.getByRole('button', { name: 'Turn off' }).click();
  await expect(row.getByText('Off', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: /^Delete / }).click();
  await page.getByRole('button', { name: 'Delete schedule' }).click();
  await expect(form.getByText('It is not sent to anybody yet.')).toBeVisible();
  hook.close();
});

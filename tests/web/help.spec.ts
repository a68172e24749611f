import { accountOf, enter, logIn } from './support/people.ts';
import { fits, team } from './support/team.ts';
import { expect, inspect, test } from './support/test.ts';

test('who is new takes the tour, skips it, and starts it again', async ({ page, shopper }) => {
  await enter(page, shopper, '/');
  const offer = page.getByRole('region', { name: 'New here?' });
  await expect(offer).toBeVisible();
  await inspect(page, 'tour-offer');
  await offer.getByRole('button', { name: 'Take the tour' }).click();
  await expect(page.getByRole('dialog', { name: 'Connect a source' })).toBeVisible();
  await expect(page).toHaveURL(/\/sources$/);
  await inspect(page, 'tour');
  await page.keyboard.press('Enter'); // the focus stands on Next
  await expect(page.getByRole('dialog', { name: 'Ask in plain words' })).toBeVisible();
  await expect(page).toHaveURL(/\/ask$/);
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  }
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await page.getByRole('button', { name: `Account of ${shopper.username}` }).click();
  await page.getByRole('menuitem', { name: 'Take the tour' }).click();
  for (const title of ['Connect a source', 'Ask in plain words', 'Keep what you look at often', 'Decide who sees what', 'Invite your team']) {
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
  }
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
});

test('help shows keys, the API, and how programs are connected', async ({ page, baseURL, request }) => {
  const { analyst } = await team(request);
  await enter(page, analyst, '/help');
  const desktop = page.getByRole('group', { name: /^Claude Desktop/ });
  await expect(desktop).toContainText(`${baseURL}/mcp`);
  await inspect(page, 'help-connect');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('Name').fill('My assistant');
  await page.getByRole('button', { name: 'Make key' }).click();
  const key = await page.getByRole('group', { name: 'API key', exact: true }).innerText();
  await expect(desktop).toContainText(key);
  expect(page.url()).not.toContain('prlk_');
  await page.getByRole('tab', { name: 'API' }).click();
  await page.getByLabel('Search the API').fill('verify audit');
  await expect(page.getByText('/api/v1/audit/verify')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 operation' })).toBeVisible();
  await inspect(page, 'help-api');
  await page.getByRole('tab', { name: 'Keys' }).click();
  await inspect(page, 'help-keys');
  await page.locator('#main').focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByText('Begin a new conversation')).toBeVisible();
  await inspect(page, 'help-keys-dialog');
  await dialog.getByRole('switch', { name: 'The key ? shows this' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.locator('#main').focus();
  await page.keyboard.press('?');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Control+/');
  await expect(dialog).toBeVisible();
});

test('help fits a narrow phone, and being offline is told', async ({ page, context, complaints, shopper }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/help');
  await logIn(page, shopper);
  for (const name of ['Connect a program', 'API', 'Keys']) {
    await page.getByRole('tab', { name }).click();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await inspect(page, `help-phone-${name.toLowerCase().replaceAll(' ', '-')}`);
    expect(await fits(page), `${name} scrolls sideways`).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await inspect(page, 'offline');
  // A page that was not brought yet opens once there is a network; until then this one stays.
  await page.getByRole('link', { name: 'Evaluations' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Evaluations' })).toBeVisible();
  await expect(accountOf(page, shopper)).toBeVisible();
  // The server is away, though the network is there.
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.route('**/readyz', (route) => route.abort());
  await page.getByRole('link', { name: 'Logs' }).click();
  await expect(page.getByText('Parlance does not answer.')).toBeVisible();
  await page.unroute('**/readyz');
  await page.unroute('**/api/v1/**');
  await expect(page.getByText('Parlance does not answer.')).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Entries' })).toBeVisible();
  // A part of the program is gone: the frame stays, and the page is loaded anew once the server is there.
  await page.route('**/readyz', (route) => route.abort());
  await page.route('**/_next/static/chunks/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Knowledge' }).click();
  await expect(page.getByRole('heading', { name: 'A part of this page did not come' })).toBeVisible();
  await inspect(page, 'part-missing');
  await page.unroute('**/_next/static/chunks/**');
  await page.unroute('**/readyz');
  await expect(page.getByRole('heading', { name: 'Knowledge' })).toBeVisible();
  complaints.length = 0; // the browser logs each request that fails
});

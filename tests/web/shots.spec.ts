import { type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { accountOf, ask, enter, newcomer, stranger } from './support/people.ts';
import { expect, test } from './support/test.ts';

const readme = resolve(import.meta.dirname, '../../docs/ask.png');
const shots = join(import.meta.dirname, 'results/shots');
const sizes = { desk: { width: 1280, height: 1130 }, phone: { width: 390, height: 844 } };

const resizedMs = 400;

/** Where each place of the app is, and what it is called in its picture's name. */
const places = {
  overview: '/',
  sources: '/sources',
  knowledge: '/knowledge',
  dashboards: '/dashboards',
  policies: '/policies',
  models: '/models',
  evaluations: '/evaluations',
  history: '/history',
  logs: '/logs',
  members: '/admin',
  invitations: '/admin/invitations',
  'sign-in': '/admin/sign-in',
  keys: '/admin/keys',
  usage: '/admin/usage',
  sessions: '/admin/sessions',
  settings: '/admin/settings',
  help: '/help',
};

/** Both schemes, on a desk and in a hand. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.waitForTimeout(resizedMs); // charts follow their frames once those keep still
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await drawn(page, colorScheme);
      const path = join(shots, `${name}-${size}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.setViewportSize(sizes.desk);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator('main h1, main h2').first()).toBeVisible();
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
  await drawn(page, 'light');
}

/** Charts are drawn one after the other, and anew in other colours. */
async function drawn(page: Page, colours: string): Promise<void> {
  await expect(page.locator(`[role=img][aria-label^=Chart] > div:not([data-drawn=${colours}])`)).toHaveCount(0);
}

test('draws every page, and the picture of the README @shots', async ({ page, request }) => {
  test.setTimeout(240_000);
  await mkdir(shots, { recursive: true });
  const [ada, token] = await newcomer(request, { ...stranger(), username: 'ada', team: 'Analytical Engines' });
  const headers = { Authorization: `Bearer ${token}` };
  const post = async (path: string, data: object) => {
    const reply = await request.post(`/api/v1${path}`, { headers, data });
    expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true);
    return (await reply.json()) as { id: string; title: string; tiles: object[] };
  };
  const source = await post('/connections/sample', {});
  const { title, tiles } = await post('/dashboard/suggest', {});
  const board = await post('/dashboards', { title, tiles });

  await page.setViewportSize(sizes.desk);
  await page.goto('/login');
  await settled(page);
  await shoot(page, 'login');
  await enter(page, ada, '/ask');
  await settled(page);
  await shoot(page, 'ask-empty');
  await ask(page, 'Top 10 products by revenue');
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: readme, animations: 'disabled' });
  await shoot(page, 'ask-answer');
  for (const [name, path] of Object.entries({
    ...places,
    source: `/sources/${source.id}`,
    dashboard: `/dashboards/${board.id}`,
  })) {
    await page.goto(path);
    await expect(accountOf(page, ada)).toBeVisible();
    await settled(page);
    await shoot(page, name);
  }
});

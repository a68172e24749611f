import type { APIRequestContext } from '@playwright/test';
import { enter, newcomer, type Person } from './support/people.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const verified = [
  ['how many customers are there', 'SELECT count(*) FROM customers'],
  ['customers per city', 'SELECT city, count(*) FROM customers GROUP BY city'],
  ['how many zorps are there', 'SELECT count(*) FROM customers'],
  ['<img src=x onerror=alert(1)> how many products', 'SELECT count(*) + 1 FROM products'],
];

/** Somebody with the sample shop and a few verified questions. */
async function teacher(request: APIRequestContext): Promise<Person> {
  const [person, token] = await newcomer(request);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.post('/api/v1/connections/sample', { headers })).status()).toBe(201);
  for (const [question, sql] of verified) {
    const reply = await request.post('/api/v1/knowledge/verified', { headers, data: { question, sql } });
    expect(reply.status()).toBe(201);
  }
  return person;
}

test('an evaluation runs, tells why, and is held against another', async ({ page, request }) => {
  await enter(page, await teacher(request), '/evaluations');
  await expect(page.getByText('No evaluation yet')).toBeVisible();
  await inspect(page, 'evaluations-empty');
  await page.getByRole('button', { name: 'New evaluation' }).click();
  await page.getByRole('radio', { name: 'Built-in engine' }).check();
  await page.getByLabel('Name').fill('Before');
  await inspect(page, 'evaluation-start');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Before' })).toBeVisible();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  const questions = page.getByRole('region', { name: 'Questions' });
  await questions.getByRole('button', { name: /how many products/ }).click();
  await expect(questions.getByText('The right SQL')).toBeVisible();
  await inspect(page, 'evaluation');
  expect(await page.locator('img[src=x]').count()).toBe(0);
  await questions.getByText(/^Good \d+$/).click();
  await expect(questions.getByText('how many zorps are there')).toHaveCount(0);

  await page.goto('/evaluations');
  await page.getByRole('button', { name: 'New evaluation' }).click();
  await page.getByRole('radio', { name: 'Built-in engine' }).check();
  await page.getByLabel('Name').fill('With zorps');
  await page.getByLabel('Knowledge to try').fill('terms:\n  - {kind: synonym, phrase: zorps, table: customers}\n');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Evaluations' }).last().click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Trend' }).getByRole('img').first()).toBeVisible();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await inspect(page, 'evaluations');
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByText('The newer is not worse')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Questions' })).toContainText('Better');
  await inspect(page, 'evaluations-compared');
  await page.getByRole('button', { name: 'Publish what it proposed' }).click();
  await expect(page.getByText('What it proposed is in force')).toBeVisible();

  await page.goto('/evaluations');
  await page.getByRole('link', { name: 'With zorps' }).click();
  await page.getByRole('button', { name: 'Delete this evaluation' }).click();
  await page.getByRole('button', { name: 'Delete evaluation' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('models that nobody set up are told, and a narrow phone shows it all', async ({ page, request }) => {
  const person = await teacher(request);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/evaluations');
  await page.getByLabel('User name or e-mail').fill(person.username);
  await page.getByLabel('Password').first().fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'New evaluation' }).click();
  await page.getByRole('radio', { name: 'Models alone' }).check();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'llm_not_configured');
  await page.getByRole('radio', { name: 'Built-in engine' }).check();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await inspect(page, 'evaluation-phone');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider, 'the page scrolls sideways').toBe(false);
});

import { ask, logIn, logOut, person, register, takeSampleShop } from './support/people.ts';
import { expect, inspect, problemOn, test, useScheme } from './support/test.ts';

const ada = person('ada');

test.describe.configure({ mode: 'serial' });

test('a stranger signs up, and is told the rules and the mistakes in place', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await inspect(page, 'login');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('User name').fill(ada.username);
  await page.getByLabel('Password').first().fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText(/Use at least \d+ characters/)).toBeVisible();
  await inspect(page, 'register');
  await register(page, ada);
  await inspect(page, 'sources-empty');
});

test('asks the sample shop and sees SQL, rows and a chart', async ({ page }) => {
  await page.goto('/login');
  await logIn(page, ada);
  await takeSampleShop(page);
  await inspect(page, 'ask-empty');
  await ask(page, 'how many orders per status');
  const answer = page.getByRole('article', { name: 'how many orders per status' });
  await expect(answer.getByLabel('SQL', { exact: true })).toContainText(/GROUP BY/i);
  await expect(answer.getByRole('region', { name: /^Rows of/ }).getByRole('row')).not.toHaveCount(1);
  await expect(answer.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await expect(answer.getByText(/\d+ %/).first()).toBeVisible();
  await inspect(page, 'answer');
});

test('takes the rows away as CSV', async ({ page }) => {
  await page.goto('/ask');
  await logIn(page, ada);
  await ask(page, 'how many orders per status');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('how-many-orders-per-status.csv');
  const text = await (await file.createReadStream()).toArray();
  expect(Buffer.concat(text).toString()).toMatch(/^[^\n]*status[^\n]*\r\n/);
});

test('is told honestly what cannot be answered', async ({ page }) => {
  await page.goto('/ask');
  await logIn(page, ada);
  await ask(page, 'what is the weather on Mars');
  await expect(page.getByText('This source cannot answer that')).toBeVisible();
  await inspect(page, 'unanswerable');
});

test('uploads a file, adds a second one to it, and asks', async ({ page }) => {
  await page.goto('/sources');
  await logIn(page, ada);
  await page.getByRole('button', { name: /Upload a file/ }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'trips.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('city,km,day\nOslo,12.5,2024-05-01\nBergen,7,2024-05-02\nOslo,3,2024-05-03\n'),
  });
  await expect(page.getByText('3 rows in trips')).toBeVisible();
  await inspect(page, 'uploaded');
  await page.getByRole('link', { name: 'Ask about it' }).click();
  await expect(page.getByRole('button', { name: /^Source: trips/ })).toBeVisible();
  await ask(page, 'how many trips per city');
  await expect(page.getByRole('cell', { name: 'Oslo' })).toBeVisible();
});

test('is told what is wrong with a file', async ({ page }) => {
  await page.goto('/sources');
  await logIn(page, ada);
  await page.getByRole('button', { name: /Upload a file/ }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
  await expect(problemOn(page)).toBeVisible();
  await inspect(page, 'upload-failed');
});

test('manages sources: schema, test, default, rename, delete', async ({ page }) => {
  await page.goto('/sources');
  await logIn(page, ada);
  const trips = page.getByRole('article', { name: 'trips' });
  const act = async (name: string) => {
    await trips.getByRole('button', { name: 'Actions for trips' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await expect(trips).toBeVisible();
  await inspect(page, 'sources');
  await act('Test');
  await expect(trips.getByText(/^It works/)).toBeVisible();
  await act('Make default');
  await expect(trips.getByText('Default', { exact: true })).toBeVisible();
  await act('Schema');
  await expect(page.getByRole('cell', { name: 'city' })).toBeVisible();
  await inspect(page, 'schema');
  await page.getByLabel('Search tables and columns').fill('nothing has this name');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('link', { name: 'Sources' }).first().click();
  await act('Delete');
  await page.getByRole('button', { name: 'Delete source' }).click();
  await expect(trips).toHaveCount(0);
});

test('tests a PostgreSQL server before it is kept', async ({ page }) => {
  await page.goto('/sources');
  await logIn(page, ada);
  await page.getByRole('button', { name: /Connect PostgreSQL/ }).click();
  const form = page.getByRole('dialog', { name: 'Connect PostgreSQL' });
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByText('Enter the host')).toBeVisible();
  await form.getByLabel('Name').fill('Warehouse');
  await form.getByLabel('Host').fill('127.0.0.1');
  await form.getByLabel('Port').fill('1');
  await form.getByLabel('Database').fill('shop');
  await form.getByLabel('Account').fill('reader');
  await form.getByLabel('Password').first().fill('secret');
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByText('It does not work yet')).toBeVisible();
  await inspect(page, 'postgres-form');
});

test('finds earlier questions and asks one again', async ({ page }) => {
  await page.goto('/history');
  await logIn(page, ada);
  await expect(page.getByRole('link', { name: /how many orders per status/ }).first()).toBeVisible();
  await inspect(page, 'history');
  await page.getByLabel('Search questions and SQL').fill('weather');
  await expect(page.getByRole('link', { name: /orders per status/ })).toHaveCount(0);
  await page.getByLabel('Search questions and SQL').fill('orders per status');
  await page.getByRole('link', { name: /how many orders per status/ }).first().click();
  await expect(page.getByRole('heading', { name: 'how many orders per status' })).toBeVisible();
  await inspect(page, 'history-entry');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'how many orders per status' })).toBeVisible();
  await page.getByRole('link', { name: 'Ask again' }).click();
  await expect(page.getByRole('article', { name: 'how many orders per status' })).toBeVisible();
  await expect(page).toHaveURL(/\/ask$/);
});

test('comes back to the same place after signing in, and stays in after a reload', async ({ page }) => {
  await page.goto('/history');
  await expect(page).toHaveURL(/\/login\?next=%2Fhistory$/);
  await logIn(page, ada);
  await expect(page).toHaveURL(/\/history$/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await logOut(page, ada);
  await page.goto('/history');
  await expect(page).toHaveURL(/\/login/);
});

test('keeps the chosen colours over a reload, from the first frame on', async ({ page }) => {
  await page.goto('/history');
  await logIn(page, ada);
  await useScheme(page, 'dark');
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await useScheme(page, 'light');
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/ask');
  await logIn(page, ada);
  await ask(page, 'how many orders per status');
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await inspect(page, 'answer-phone');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider, 'the page scrolls sideways').toBe(false);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('link', { name: 'Sources' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await inspect(page, 'sources-phone');
});

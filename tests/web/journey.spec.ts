import { ask, enter, logIn, logOut, register, stranger } from './support/people.ts';
import { expect, inspect, problemOn, test, useScheme } from './support/test.ts';

const question = 'how many orders per status';

test('a stranger signs up, takes the sample shop, asks, and finds it again', async ({ page }) => {
  const somebody = stranger();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await inspect(page, 'login');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('User name').fill(somebody.username);
  await page.getByLabel('Password').first().fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText(/Use at least \d+ characters/)).toBeVisible();
  await inspect(page, 'register');
  await register(page, somebody);
  await inspect(page, 'sources-empty');
  await page.getByRole('button', { name: /Try sample data/ }).click();
  await expect(page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible();
  await inspect(page, 'ask-empty');
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toBeVisible();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('link', { name: question })).toBeVisible();
});

test('an answer shows SQL, rows, a chart and how sure it is', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, question);
  const answer = page.getByRole('article', { name: question });
  await expect(answer.getByRole('region', { name: /^Rows of/ }).getByRole('row')).not.toHaveCount(1);
  await expect(answer.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await expect(answer.getByText(/\d+ %/).first()).toBeVisible();
  await inspect(page, 'answer');
  await answer.getByRole('columnheader', { name: 'status' }).click();
  await expect(answer.getByRole('columnheader', { name: 'status' })).toHaveAttribute('aria-sort', 'ascending');
  await answer.getByRole('tab', { name: 'SQL' }).click();
  await expect(answer.getByRole('textbox', { name: 'SQL' })).toContainText(/GROUP BY/i);
});

test('a conversation goes on, and survives a visit to another page', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await page.getByRole('button', { name: /orders per status/ }).click();
  await expect(page.getByText(/^Took /)).toHaveCount(1);
  await ask(page, 'how many customers');
  await expect(page.getByText(/^Took /)).toHaveCount(2);
  const top = () => page.getByRole('article').last().evaluate((latest) => latest.getBoundingClientRect().top);
  expect(await top(), 'the latest question stands above its answer, not at the foot of the page').toBeLessThan(100);
  await page.getByRole('link', { name: 'Sources' }).click();
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await expect(page.getByText(/^Took /)).toHaveCount(2);
  await page.getByRole('link', { name: 'New conversation' }).click();
  await expect(page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible();
});

test('takes the rows away as CSV', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, question);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('how-many-orders-per-status.csv');
  const pieces = await (await file.createReadStream()).toArray();
  expect(Buffer.concat(pieces).toString()).toMatch(/^[^\n]*status[^\n]*\r\n(.+\r\n)+/);
});

test('is told honestly what cannot be answered', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, 'what is the weather on Mars');
  await expect(page.getByText('This source cannot answer that')).toBeVisible();
  await inspect(page, 'unanswerable');
});

test('is asked back when the words do not decide, and chooses', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, 'name');
  await expect(page.getByText('Choose one, say which in words, or ask again.')).toBeVisible();
  await inspect(page, 'clarify');
  await page.getByRole('button', { name: 'Take this' }).first().click();
  await expect(page.getByText(/^Took /)).toBeVisible();
  await expect(page.getByRole('region', { name: /^Rows of/ }).getByRole('row')).not.toHaveCount(1);
});

test('takes another reading of the question, whatever its SQL', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  // Its readings use date functions, which SQLite says in words of its own.
  await ask(page, 'orders per month');
  const first = page.getByRole('article', { name: 'orders per month' });
  await first.getByRole('tab', { name: 'Explain' }).click();
  await expect(first.getByRole('button', { name: 'Take this' }).first()).toBeVisible();
  const count = await first.getByRole('button', { name: 'Take this' }).count();
  for (let each = 0; each < count; each += 1) {
    await first.getByRole('button', { name: 'Take this' }).nth(each).click();
    await expect(page.getByText(/^Took /)).toHaveCount(each + 1);
  }
  await expect(problemOn(page)).toHaveCount(0);
});

test('finds earlier questions and asks one again', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, 'what is the weather on Mars');
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toBeVisible();
  await page.goto('/history');
  await expect(page.getByRole('link', { name: question })).toBeVisible();
  await inspect(page, 'history');
  await page.getByLabel('Search questions and SQL').fill('orders per');
  await expect(page.getByRole('link', { name: /weather/ })).toHaveCount(0);
  await page.getByRole('link', { name: question }).click();
  await expect(page.getByRole('heading', { name: question })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: question })).toBeVisible();
  await inspect(page, 'history-entry');
  await page.getByRole('link', { name: 'Ask again' }).click();
  await expect(page.getByRole('article', { name: question })).toBeVisible();
  await expect(page).toHaveURL(/\/ask\?thread=/);
});

test('comes back to the same place after signing in, and stays in after a reload', async ({ page, newcomer }) => {
  await page.goto('/history');
  await expect(page).toHaveURL(/\/login\?next=%2Fhistory$/);
  await logIn(page, newcomer);
  await expect(page).toHaveURL(/\/history$/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await logOut(page, newcomer);
  await page.goto('/history');
  await expect(page).toHaveURL(/\/login/);
});

test('keeps the chosen colours over a reload, from the first frame on', async ({ page, newcomer }) => {
  await enter(page, newcomer, '/history');
  await useScheme(page, 'dark');
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await useScheme(page, 'light');
});

test('fits a phone', async ({ page, shopper }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/ask');
  await logIn(page, shopper);
  await ask(page, question);
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await inspect(page, 'answer-phone');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider, 'the page scrolls sideways').toBe(false);
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await menu.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeFocused();
  await expect(page.getByLabel('Your question')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await menu.click();
  await page.getByRole('link', { name: 'Sources' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await inspect(page, 'sources-phone');
});

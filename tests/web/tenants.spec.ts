import { accountOf, ask, enter, leaveElsewhere, logIn, newcomer } from './support/people.ts';
import { expect, problemOn, test } from './support/test.ts';

const question = 'how many orders per status';

test('a second team sees nothing of the first', async ({ page, browser, baseURL, request, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toBeVisible();
  await page.goto('/history');
  await page.getByRole('link', { name: question }).click();
  await expect(page.getByRole('heading', { name: question })).toBeVisible();
  const entry = new URL(page.url()).pathname;

  const [second] = await newcomer(request);
  const other = await browser.newPage({ baseURL });
  await enter(other, second, '/sources');
  await expect(other.getByRole('heading', { name: 'Where is your data?' })).toBeVisible();
  await expect(other.getByRole('article')).toHaveCount(0);
  await other.goto('/history');
  await expect(other.getByText('No questions yet')).toBeVisible();
  await other.goto(entry);
  await expect(problemOn(other)).toBeVisible();
  await expect(other.getByText(question)).toHaveCount(0);
  await other.close();
});

test('two tabs of one browser hold two teams', async ({ page, context, request, shopper }) => {
  const [second] = await newcomer(request);
  await enter(page, shopper, '/sources');
  const tab = await context.newPage();
  await tab.goto('/sources');
  await expect(accountOf(tab, shopper)).toBeVisible();
  await tab.evaluate(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  await tab.goto('/login');
  await logIn(tab, second);
  await expect(accountOf(tab, second)).toBeVisible();
  await page.reload();
  await expect(accountOf(page, shopper)).toBeVisible();
});

test('another person begins with an empty conversation', async ({ page, request, shopper }) => {
  const [second] = await newcomer(request);
  await enter(page, shopper, '/ask');
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toBeVisible();
  await leaveElsewhere(page, shopper);
  await page.getByLabel('Your question').fill('how many customers'); // typing asks the server, which knows nobody any more
  await expect(page).toHaveURL(/\/login\?next=%2Fask/);
  await logIn(page, second);
  await expect(page.getByText('Nothing to ask yet')).toBeVisible();
  await expect(page.getByText(question)).toHaveCount(0);
});

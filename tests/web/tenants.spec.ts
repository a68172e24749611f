import { person, register, takeSampleShop, ask, logIn } from './support/people.ts';
import { expect, problemOn, test } from './support/test.ts';

const first = person('grace');
const second = person('linus');

test.describe.configure({ mode: 'serial' });

test('a second team sees nothing of the first', async ({ page, browser, baseURL }) => {
  await register(page, first);
  await takeSampleShop(page);
  await ask(page, 'how many orders per status');
  await page.goto('/history');
  await page.getByRole('link', { name: /how many orders per status/ }).first().click();
  await expect(page.getByRole('heading', { name: 'how many orders per status' })).toBeVisible();
  const entry = page.url();

  const other = await browser.newPage({ baseURL });
  await register(other, second);
  await expect(other.getByRole('article')).toHaveCount(0);
  await other.goto('/history');
  await expect(other.getByText('No questions yet')).toBeVisible();
  await other.goto(entry);
  await expect(problemOn(other)).toBeVisible();
  await expect(other.getByText('how many orders per status')).toHaveCount(0);
  await other.close();
});

test('two tabs of one browser hold two teams', async ({ page, context }) => {
  await page.goto('/login');
  await logIn(page, first);
  await expect(page.getByRole('button', { name: `Account of ${first.username}` })).toBeVisible();
  const tab = await context.newPage();
  await tab.goto('/sources');
  await expect(tab.getByRole('button', { name: `Account of ${first.username}` })).toBeVisible();
  await tab.getByRole('button', { name: `Account of ${first.username}` }).click();
  await tab.evaluate(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  await tab.goto('/login');
  await logIn(tab, second);
  await expect(tab.getByRole('button', { name: `Account of ${second.username}` })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: `Account of ${first.username}` })).toBeVisible();
});

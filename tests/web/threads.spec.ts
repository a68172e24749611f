import { ask, enter, logIn, shopper as anotherShopper } from './support/people.ts';
import { expect, inspect, test } from './support/test.ts';

const question = 'how many orders per status';

test('conversations are kept, found, renamed, deleted and had back', async ({ page, shopper }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await enter(page, shopper, '/ask');
  await ask(page, question);
  await expect(page).toHaveURL(/\?thread=[\w-]+$/);
  await expect(page.getByText(/^Took /)).toBeVisible();
  const address = page.url();
  const list = page.getByRole('list', { name: 'Conversations' });
  await expect(list.getByRole('link', { name: question })).toHaveAttribute('aria-current', 'page');

  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible();
  await ask(page, 'how many customers');
  await expect(list.getByRole('link')).toHaveCount(2);
  await page.goBack();
  await page.goto(address);
  await expect(page.getByRole('article', { name: question })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Rows of/ }).getByRole('row')).not.toHaveCount(1);
  await inspect(page, 'threads');

  await list.getByRole('button', { name: `Actions for ${question}` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('<img src=x onerror=alert(1)> \u202egnp');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(list.getByRole('link', { name: /<img src=x/ })).toBeVisible();
  await page.getByLabel('Search conversations').fill('customers');
  await expect(list.getByRole('link')).toHaveCount(1);
  await page.getByLabel('Search conversations').fill('');
  await list.getByRole('button', { name: /^Actions for <img/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(list.getByRole('link')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(list.getByRole('link')).toHaveCount(2);
});

test('a conversation opens in another tab, goes on, and takes steps back and forth', async ({ page, context, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toHaveCount(1);
  await ask(page, 'only delivered ones');
  await expect(page.getByText(/^Took /)).toHaveCount(2);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('article')).toHaveCount(2);
  await other.getByRole('button', { name: 'Get them anew' }).click();
  await expect(other.getByRole('region', { name: /^Rows of/ })).toHaveCount(2);
  await other.close();

  await page.getByLabel('Your question').press('Control+z');
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByLabel('Your question').press('Control+Shift+Z');
  await expect(page.getByRole('article')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Redo' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByRole('button', { name: 'sort it from highest to lowest' }).click();
  await expect(page.getByText(/^Took /)).toHaveCount(2);
  await expect(page.getByRole('article', { name: 'only delivered ones' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('article', { name: 'only delivered ones' })).toHaveCount(0);
});

test('conversations are in a drawer on a phone', async ({ page, shopper }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/ask');
  await logIn(page, shopper);
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toBeVisible();
  await page.getByRole('button', { name: 'Conversations' }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: question })).toBeVisible();
  await inspect(page, 'threads-phone');
  await page.keyboard.press('Escape');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider, 'the page scrolls sideways').toBe(false);
  await page.goto('/ask?thread=nobody-has-this');
  await expect(page.getByRole('alert').filter({ hasText: /thread/i })).toBeVisible();
});

test('typing is completed by keys, and Enter still asks', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  const box = page.getByLabel('Your question');
  await box.pressSequentially('how many cust');
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(options.first()).toContainText('customers');
  await inspect(page, 'ask-typing');
  await box.press('Escape');
  await expect(options).toHaveCount(0);
  await box.pressSequentially('o');
  await box.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await box.press('Tab');
  await expect(box).toHaveValue('how many customers ');
  await box.pressSequentially('per cou');
  await expect(options.first()).toBeVisible();
  await box.press('Enter');
  await expect(page.getByRole('article', { name: 'how many customers per cou' })).toBeVisible();
});

test('a shared answer is asked anew by the one who opens it, and feedback reaches administrators', async ({ page, browser, shopper, request }) => {
  await enter(page, shopper, '/ask');
  await ask(page, question);
  await expect(page.getByText(/^Took /)).toBeVisible();
  await page.getByRole('button', { name: 'Bad answer' }).click();
  await page.getByLabel('The numbers are wrong').check();
  await page.getByLabel('In your own words').fill('<b>no</b>');
  await inspect(page, 'feedback');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('button', { name: 'Bad answer' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Share a link' }).click();
  const link = await page.getByRole('group', { name: 'Link' }).innerText();
  await inspect(page, 'share');
  await page.getByRole('button', { name: 'Done' }).click();

  const stranger = await anotherShopper(request);
  const theirs = await browser.newPage();
  await theirs.goto(link);
  await logIn(theirs, stranger);
  await expect(theirs.getByRole('alert').filter({ hasText: /quer/i })).toBeVisible();
  await theirs.close();
  await page.goto(link);
  await expect(page.getByRole('article', { name: question })).toBeVisible();
  await expect(page.getByText(/^Took /)).toBeVisible();
  await page.goto('/logs/feedback');
  await expect(page.getByText('The numbers are wrong')).toBeVisible();
  await inspect(page, 'feedback-list');
});

test('an assumption is taken away, and stays away wherever the question is asked again', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, 'total of orders last year');
  const remove = page.getByRole('button', { name: /^Ask again without: / }).first();
  const assumption = ((await remove.getAttribute('aria-label')) ?? '').replace('Ask again without: ', '');
  await remove.click();
  const asked = page.getByRole('article', { name: `total of orders last year (not ${assumption}` });
  const chip = asked.getByRole('button', { name: `Ask again without: ${assumption}` });
  await expect(asked.getByText(/^Took /)).toBeVisible();
  await expect(chip).toHaveCount(0);
  await expect(page).toHaveURL(/\?thread=/);
  await page.reload();
  await expect(asked).toBeVisible();
  // History lists it by its words; what is asked again from there leaves the same out.
  await page.goto('/history');
  await page.getByRole('link', { name: /total of orders last year/ }).first().click();
  await expect(page.getByRole('heading', { name: `(not ${assumption}` })).toBeVisible();
  await page.getByRole('link', { name: 'Ask again' }).click();
  await expect(asked.getByText(/^Took /)).toBeVisible();
  await expect(chip).toHaveCount(0);
});

import { ask, enter } from './support/people.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const question = 'how many orders per status';

test('the SQL of an answer is changed, checked, repaired, compared and run', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, question);
  const answer = page.getByRole('article', { name: question });
  await answer.getByRole('tab', { name: 'SQL' }).click();
  const editor = answer.getByRole('textbox', { name: 'SQL' });
  await expect(editor).toContainText(/GROUP BY/);
  await expect(answer.getByText(/^Checked: reads orders/)).toBeVisible();
  await inspect(page, 'ask-sql');

  await editor.press('Control+a');
  await page.keyboard.insertText('SELECT status, count(*) AS n FROM ordrs GROUP BY status');
  await expect(problemOn(page)).toContainText('ordrs');
  await inspect(page, 'ask-sql-wrong');
  await answer.getByRole('button', { name: 'Fix it' }).click();
  await expect(answer.getByText('Put right: ordrs is orders.')).toBeVisible();
  await expect(answer.getByRole('button', { name: 'Compare' })).toHaveAttribute('aria-pressed', 'true');
  await inspect(page, 'ask-sql-compare');
  await answer.getByRole('button', { name: 'Format' }).click();
  await editor.press('Control+Enter');
  const ran = page.getByRole('article', { name: `SQL for: ${question}` });
  await expect(ran.getByRole('region', { name: /^Rows of/ }).getByRole('row')).not.toHaveCount(1);

  await editor.click();
  await editor.press('Control+End');
  await editor.pressSequentially(' HAVING ord');
  await expect(page.getByRole('option', { name: /orders/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
});

test('words and SQL light up together, and evidence says what an answer rests on', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await ask(page, 'how many delivered orders per channel');
  const answer = page.getByRole('article');
  await answer.getByRole('tab', { name: 'Explain' }).click();
  const words = answer.getByRole('group', { name: 'Words of the question' });
  const parts = answer.getByRole('group', { name: 'Parts of the SQL' });
  await words.getByRole('button', { name: /^delivered/ }).focus();
  await expect(parts.locator('[data-lit]').first()).toBeVisible();
  await parts.getByRole('button', { name: /channel/ }).first().hover();
  await expect(words.getByRole('button', { name: /^channel/ })).toHaveAttribute('aria-pressed', 'true');
  await inspect(page, 'ask-explain');
  await answer.getByRole('tab', { name: 'Evidence' }).click();
  await expect(answer.getByText(/^The guard checked it/)).toBeVisible();
  await expect(answer.getByText('For you no policy masks a value of it or leaves out a row.')).toBeVisible();
  await expect(answer.getByRole('table', { name: 'Where each column is from' })).toContainText('orders.channel');
  await inspect(page, 'ask-evidence');
});

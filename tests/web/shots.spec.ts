import { resolve } from 'node:path';
import { ask, enter, shopper, stranger } from './support/people.ts';
import { expect, test } from './support/test.ts';

const picture = resolve(import.meta.dirname, '../../docs/ask.png');

test('draws the picture of the README @shots', async ({ page, request }) => {
  await page.setViewportSize({ width: 1280, height: 1130 });
  const ada = await shopper(request, { ...stranger(), username: 'ada', team: 'Analytical Engines' });
  await enter(page, ada, '/ask');
  await ask(page, 'Top 10 products by revenue');
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: picture, animations: 'disabled' });
});

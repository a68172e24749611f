import { resolve } from 'node:path';
import { ask, enter } from './support/people.ts';
import { expect, test } from './support/test.ts';

const picture = resolve(import.meta.dirname, '../../docs/ask.png');

test('draws the picture of the README @shots', async ({ page, shopper }) => {
  await page.setViewportSize({ width: 1280, height: 1040 });
  await enter(page, shopper, '/ask');
  await ask(page, 'how many orders per status');
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: picture, animations: 'disabled' });
});

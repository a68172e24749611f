import { resolve } from 'node:path';
import { ask, person, register, takeSampleShop } from './support/people.ts';
import { expect, test } from './support/test.ts';

const picture = resolve(import.meta.dirname, '../../docs/ask.png');

test('draws the picture of the README @shots', async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await register(page, person('mara'));
  await takeSampleShop(page);
  await ask(page, 'how many orders per status');
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg')).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: picture, animations: 'disabled' });
});

import type { Page } from '@playwright/test';
import { enter, logIn } from './support/people.ts';
import { fits, hostile, team } from './support/team.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

async function withoutFonts(page: Page): Promise<void> {
  await page.route(/^https:/, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
}

/** The provider's own pages: who one is, and that one agrees. They ask for fonts from elsewhere. */
async function comeBackAs(page: Page, login: string): Promise<void> {
  await expect(page.locator('input[name=login]')).toBeVisible();
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('x');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('an administrator sets the provider up, and people come by it to where they wanted to go', async ({ page, browser, baseURL, request, provider }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/admin/sign-in');
  await expect(page.getByRole('group', { name: 'Redirect address' })).toHaveText(`${baseURL}/sso`);
  await page.getByRole('button', { name: 'Ask the provider and save' }).click();
  await expect(page.getByText('Enter the address of the provider')).toBeVisible();
  await page.getByLabel('Name').fill(hostile);
  await page.getByLabel('Issuer').fill('http://127.0.0.1:1');
  await page.getByLabel('Client id').fill('parlance');
  await page.getByLabel('Client secret').first().fill('a secret of the tests, long enough');
  await page.getByRole('combobox', { name: 'Who comes without invitation' }).click();
  await page.getByRole('option', { name: 'People of the domains, as viewers' }).click();
  await page.getByRole('combobox', { name: 'Domains of newcomers' }).fill('example.org');
  await page.getByRole('button', { name: 'Ask the provider and save' }).click();
  await expect(page.getByText('No OpenID provider of this name answers there.')).toBeVisible();
  await inspect(page, 'sign-in-settings');
  await page.getByLabel('Issuer').fill(provider.issuer);
  await page.getByRole('switch', { name: 'Who signs out here also signs out there' }).click();
  await expect(page.getByRole('group', { name: 'Address after sign-out' })).toHaveText(`${baseURL}/login`);
  await page.getByRole('button', { name: 'Ask the provider and save' }).click();
  await expect(page.getByText('One is kept. Leave this empty to keep it.')).toBeVisible();
  const link = await page.getByRole('group', { name: 'Sign-in link' }).innerText();

  const elsewhere = await browser.newContext({ baseURL });
  const other = await elsewhere.newPage();
  await withoutFonts(other);
  await other.goto(`${link}&next=%2Fhelp%3Fabout%3Dkeys`);
  await expect(other.getByRole('button', { name: `Continue with ${hostile}` })).toBeVisible();
  await inspect(other, 'sign-in-button');
  await other.getByRole('button', { name: `Continue with ${hostile}` }).click();
  await comeBackAs(other, 'grace');
  await expect(other.getByRole('button', { name: 'Account of grace' })).toBeVisible();
  await expect(other).toHaveURL(`${baseURL}/help?about=keys`);
  await other.reload();
  await expect(other.getByRole('button', { name: 'Account of grace' })).toBeVisible();
  await other.goto('/admin/sessions');
  await expect(other.getByText('Your only way in')).toBeVisible();
  await inspect(other, 'sign-in-connected');
  await other.getByRole('button', { name: 'Account of grace' }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(other).toHaveURL(`${baseURL}/login`);
  await other.goto(link);
  await other.getByRole('button', { name: `Continue with ${hostile}` }).click();
  await expect(other.locator('input[name=login]')).toBeVisible(); // the provider knows nobody any more
  await elsewhere.close();

  await page.getByRole('button', { name: 'Remove the provider' }).click();
  await page.getByRole('button', { name: 'Remove provider' }).click();
  await expect(page.getByRole('group', { name: 'Sign-in link' })).toHaveCount(0);
});

test('a member connects the account once, and others are told why they may not come in', async ({ page, browser, baseURL, request, provider }) => {
  const { headers, analyst } = await team(request);
  const link = await provider.isOf(request, headers);
  await withoutFonts(page);
  await page.goto('/admin/sessions');
  await logIn(page, analyst);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await comeBackAs(page, 'someone');
  await expect(page.getByText('You can sign in there as someone@example.org.')).toBeVisible();
  await page.getByRole('button', { name: `Account of ${analyst.username}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue with Example login' }).click();
  await page.getByRole('button', { name: 'Continue', exact: true }).click(); // the provider knows the person still
  await expect(page.getByRole('button', { name: `Account of ${analyst.username}` })).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL, viewport: { width: 360, height: 780 } });
  const other = await elsewhere.newPage();
  await withoutFonts(other);
  await other.goto(link);
  await other.getByRole('button', { name: 'Continue with Example login' }).click();
  await comeBackAs(other, 'unverified-one');
  await expect(problemOn(other)).toHaveAttribute('data-code', 'oidc_domain');
  await expect(other).toHaveURL(`${baseURL}/sso`);
  await inspect(other, 'sign-in-refused');
  expect(await fits(other)).toBe(true);
  await other.goto('/sso?state=invented&code=invented');
  await expect(problemOn(other)).toHaveAttribute('data-code', 'oidc_expired');
  await other.getByRole('link', { name: 'To the sign-in page' }).click();
  await expect(other.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await elsewhere.close();
});

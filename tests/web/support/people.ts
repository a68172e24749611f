import { expect, type Page } from '@playwright/test';

export interface Person {
  username: string;
  password: string;
  team: string;
}

export function person(username: string): Person {
  return { username, password: 'seven otters walk over green hills', team: `Team of ${username}` };
}

export async function register(page: Page, { username, password, team }: Person): Promise<void> {
  await page.goto('/register');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').first().fill(password);
  await page.getByLabel('Team name').fill(team);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
}

export async function logIn(page: Page, { username, password }: Person): Promise<void> {
  await page.getByLabel('User name or e-mail').fill(username);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function logOut(page: Page, { username }: Person): Promise<void> {
  await page.getByRole('button', { name: `Account of ${username}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
}

export async function takeSampleShop(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Try sample data/ }).click();
  await expect(page.getByRole('heading', { name: 'What would you like to know?' })).toBeVisible();
}

/** Asks, and waits until an answer with these words stands there. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
  await expect(page.getByRole('article', { name: question })).toBeVisible();
}

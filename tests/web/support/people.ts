import { expect, type APIRequestContext, type Page } from '@playwright/test';

export interface Person {
  username: string;
  password: string;
  team: string;
}

let people = 0;

/** Somebody whom the server has not met. */
export function stranger(): Person {
  people += 1;
  const username = `person-${people}`;
  return { username, password: 'seven otters walk over green hills', team: `Team of ${username}` };
}

/** Somebody who has an account and nothing else; gives the access token as well. */
export async function newcomer(
  request: APIRequestContext,
  person: Person = stranger(),
): Promise<[Person, string]> {
  const { username, password, team } = person;
  const data = { username, password, tenant_name: team };
  const reply = await request.post('/api/v1/auth/register', { data });
  expect(reply.status()).toBe(201);
  const { access_token } = (await reply.json()) as { access_token: string };
  return [person, access_token];
}

/** Somebody who has the sample shop to ask. */
export async function shopper(request: APIRequestContext, who?: Person): Promise<Person> {
  const [person, token] = await newcomer(request, who);
  const headers = { Authorization: `Bearer ${token}` };
  const reply = await request.post('/api/v1/connections/sample', { headers });
  expect(reply.status()).toBe(201);
  return person;
}

export async function register(page: Page, { username, password, team }: Person): Promise<void> {
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

/** Goes to a place that needs a person, as this one. */
export async function enter(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(path);
  await logIn(page, person);
  await expect(accountOf(page, person)).toBeVisible();
}

export async function logOut(page: Page, person: Person): Promise<void> {
  await accountOf(page, person).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
}

/** Signs the person of a page out, in another tab of the same browser. */
export async function leaveElsewhere(page: Page, person: Person): Promise<void> {
  const other = await page.context().newPage();
  await other.goto('/sources');
  await logOut(other, person);
  await other.close();
}

export function accountOf(page: Page, { username }: Person) {
  return page.getByRole('button', { name: `Account of ${username}`, exact: true });
}

/** Asks; the answer is still to come. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
  await expect(page.getByRole('article', { name: question })).toBeVisible();
}

/** Hands a file to the upload form, which opens first. */
export async function uploadFile(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: /Upload a file/ }).click();
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
}

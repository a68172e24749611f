import { ask, logIn, logOut, person, register, takeSampleShop } from './support/people.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const joan = person('joan');

test.describe.configure({ mode: 'serial' });

test('names and values from outside are text and nothing else', async ({ page }) => {
  await register(page, joan);
  await page.getByRole('button', { name: /Upload a file/ }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: '<img src=x onerror=alert(1)>.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'city,"<script>alert(2)</script>"\n"<img src=x onerror=alert(3)>",1\n"\u202egnp.exe 🦉",2\n',
    ),
  });
  await expect(page.getByText(/^2 rows in/)).toBeVisible();
  await page.getByRole('link', { name: 'Ask about it' }).click();
  await ask(page, 'how many rows per city');
  await expect(page.getByText(/^Took |cannot answer/)).toBeVisible();
  await page.goto('/sources');
  await page.getByRole('article').getByRole('link').first().click();
  await expect(page.getByRole('cell', { name: 'city' })).toBeVisible();
  expect(await page.locator('img[src=x], script:not([src])').count()).toBe(0);
});

test('a running question can be stopped, and asked again', async ({ page }) => {
  await page.goto('/sources');
  await logIn(page, joan);
  await takeSampleShop(page);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/queries/ask', async (route) => {
    await held;
    await route.abort().catch(() => undefined);
  });
  await ask(page, 'how many customers');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('You stopped this question.')).toBeVisible();
  letGo();
  await page.unroute('**/queries/ask');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByText(/^Took /)).toBeVisible();
});

test('a server that is away is told, and tried again', async ({ page, complaints }) => {
  await page.goto('/ask');
  await logIn(page, joan);
  await expect(page.getByLabel('Your question')).toBeVisible();
  await page.route('**/queries/ask', (route) => route.abort());
  await ask(page, 'how many customers');
  await expect(problemOn(page)).toContainText('Parlance cannot be reached');
  await inspect(page, 'unreachable');
  await page.unroute('**/queries/ask');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^Took /)).toBeVisible();
  complaints.splice(0); // the browser logs the request that this test has cut
});

test('a session that ended elsewhere leads to the door and back', async ({ page, context }) => {
  await page.goto('/ask');
  await logIn(page, joan);
  await expect(page.getByLabel('Your question')).toBeVisible();
  const other = await context.newPage();
  await other.goto('/sources');
  await logOut(other, joan);
  await page.getByLabel('Your question').fill('how many customers');
  await page.getByLabel('Your question').press('Enter');
  await expect(page).toHaveURL(/\/login\?next=%2Fask/);
  await logIn(page, joan);
  await expect(page).toHaveURL(/\/ask/);
});

test('a wrong password and an unknown page are told kindly', async ({ page }) => {
  await page.goto('/login');
  await logIn(page, { ...joan, password: 'not this one at all' });
  await expect(problemOn(page)).toBeVisible();
  await inspect(page, 'login-failed');
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await inspect(page, 'not-found');
});

test('the API describes itself, without any outside host', async ({ page, baseURL }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !/^(data|blob):/.test(request.url())) {
      outside.push(request.url());
    }
  });
  await page.goto('/docs');
  await expect(page.getByText('/api/v1/queries/ask').first()).toBeVisible();
  expect(outside).toEqual([]);
});

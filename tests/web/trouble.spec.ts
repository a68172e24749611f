import { ask, enter, leaveElsewhere, logIn, uploadFile } from './support/people.ts';
import { expect, inspect, problemOn, test, useScheme } from './support/test.ts';

test('names and values from outside are text and nothing else', async ({ page, newcomer }) => {
  await enter(page, newcomer, '/sources');
  const hostile = 'city,"<script>alert(2)</script>"\n"<img src=x onerror=alert(3)>",1\n"\u202egnp.exe 🦉",2\n';
  await uploadFile(page, '<img src=x onerror=alert(1)>.csv', hostile);
  await expect(page.getByText(/^2 rows in/)).toBeVisible();
  await page.getByRole('link', { name: 'Ask about it' }).click();
  await ask(page, 'SELECT * FROM (SELECT 1) AS "<img src=x onerror=alert(4)>"');
  await expect(page.getByText(/^Took /).or(problemOn(page))).toBeVisible();
  await page.goto('/sources');
  await page.getByRole('article').getByRole('link').first().click();
  await expect(page.getByRole('cell', { name: 'city', exact: true })).toBeVisible();
  expect(await page.locator('img[src=x], script:not([src])').count()).toBe(0);
});

test('the frame is there before the program, and only for those who have a session', async ({ page, complaints, newcomer }) => {
  await enter(page, newcomer, '/sources');
  await useScheme(page, 'dark');
  await page.route('**/_next/static/chunks/*.js', (route) => route.abort());
  await page.goto('/dashboards');
  await expect(page.getByRole('heading', { name: 'Dashboards' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Knowledge' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use light colours' })).toBeVisible();
  await page.evaluate(() => [localStorage, sessionStorage].forEach((each) => each.removeItem('parlance.session')));
  await page.reload();
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('h1')).toBeHidden();
  complaints.splice(0); // the browser logs what this test has cut
});

test('a running question can be stopped, and asked again', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/queries/ask', async (route) => {
    await held;
    await route.abort().catch(() => undefined);
  });
  await ask(page, 'how many customers');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('This question was stopped.')).toBeVisible();
  letGo();
  await page.unroute('**/queries/ask');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByText(/^Took /)).toBeVisible();
});

test('a server that is away is told, and tried again', async ({ page, complaints, shopper }) => {
  await enter(page, shopper, '/ask');
  await page.route('**/queries/ask', (route) => route.abort());
  await ask(page, 'how many customers');
  await expect(problemOn(page)).toContainText('Parlance cannot be reached');
  await inspect(page, 'unreachable');
  await page.unroute('**/queries/ask');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^Took /)).toBeVisible();
  complaints.splice(0); // the browser logs the request that this test has cut
});

test('a server that ends in the middle of an answer loses no question', async ({ page, server, complaints, shopper }) => {
  const slow = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
  await enter(page, shopper, '/ask');
  await ask(page, slow);
  await expect(page).toHaveURL(/thread=(?!new)/);
  await expect(page.getByText('Running it')).toBeVisible();
  await server.kill();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'answer_cut');
  await server.revive();
  await page.reload();
  const left = page.getByRole('article', { name: slow });
  await expect(left.getByText('The server ended before this was answered.')).toBeVisible();
  await inspect(page, 'interrupted');
  await left.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('This question was stopped.')).toBeVisible();
  complaints.splice(0); // the browser logs what it asked while nobody was there
});

test('a session that ended elsewhere leads to the door and back to what was being typed', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await leaveElsewhere(page, shopper);
  const box = page.getByLabel('Your question');
  await box.fill('how many customers');
  await expect(page).toHaveURL(/\/login\?next=%2Fask/);
  await logIn(page, shopper);
  await expect(page).toHaveURL(/\/ask/);
  await expect(box).toHaveValue('how many customers');
});

test('a question that an ended session refused can be asked again', async ({ page, shopper }) => {
  await enter(page, shopper, '/ask');
  await page.route('**/api/v1/suggestions?*', () => undefined); // never answered: the question is the first to be refused
  await leaveElsewhere(page, shopper);
  await page.getByLabel('Your question').fill('how many customers');
  await page.getByLabel('Your question').press('Enter');
  await expect(page).toHaveURL(/\/login\?next=%2Fask/);
  await logIn(page, shopper);
  const refused = page.getByRole('article', { name: 'how many customers' });
  await refused.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^Took /)).toBeVisible();
});

test('a wrong password and an unknown page are told kindly', async ({ page, newcomer }) => {
  await page.goto('/login');
  await logIn(page, { ...newcomer, password: 'not this one at all' });
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

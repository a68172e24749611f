import { enter, logIn, logOut, newcomer } from './support/people.ts';
import { changes, neededFor, pages, thingsOf } from './support/pages.ts';
import { fits, hostile, member, team } from './support/team.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

test('an owner changes what a member may do and is', async ({ page, request }) => {
  const { owner, analyst, analystHeaders } = await team(request);
  await enter(page, owner, '/admin');
  const row = page.getByRole('row').filter({ hasText: analyst.username });
  await row.getByRole('button', { name: `Attributes of ${analyst.username}` }).click();
  const form = page.getByRole('dialog', { name: `Attributes of ${analyst.username}` });
  await form.getByRole('button', { name: 'Add an attribute' }).click();
  await form.getByLabel('Name of attribute 1').fill('two words');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText(/Letters, digits/)).toBeVisible();
  await form.getByLabel('Name of attribute 1').fill('country');
  await form.getByLabel('Value of attribute 1').fill(hostile);
  await inspect(page, 'admin-attributes');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText(`country = ${hostile}`)).toBeVisible();
  await row.getByRole('combobox', { name: `Role of ${analyst.username}` }).click();
  await page.getByRole('option', { name: 'Viewer' }).click();
  await inspect(page, 'admin-role');
  await page.getByRole('button', { name: 'Change role' }).click();
  await expect(row.getByRole('combobox')).toHaveValue('Viewer');
  await row.getByRole('button', { name: `Switch ${analyst.username} off` }).click();
  await page.getByRole('button', { name: 'Switch off', exact: true }).last().click();
  await expect(row.getByText('Switched off')).toBeVisible();
  expect((await request.get('/api/v1/auth/me', { headers: analystHeaders })).status()).toBe(401);
  await inspect(page, 'admin-members');
  await row.getByRole('button', { name: `Switch ${analyst.username} on` }).click();
  await expect(row.getByText('Switched off')).toHaveCount(0);
  await row.getByRole('button', { name: `Remove ${analyst.username}` }).click();
  await page.getByRole('button', { name: 'Remove member' }).click();
  await expect(page.getByText(`${analyst.username} is no longer a member`)).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await request.get('/api/v1/auth/me', { headers: analystHeaders })).status()).toBe(401);
});

test('the last owner stays one, and deletes the team', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/admin');
  await page.getByRole('combobox', { name: `Role of ${owner.username}` }).click();
  await page.getByRole('option', { name: 'Admin' }).click();
  await page.getByRole('button', { name: 'Change role' }).click();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'last_owner');
  await page.goto('/admin/settings');
  await page.getByRole('button', { name: 'Delete this team…' }).click();
  const form = page.getByRole('dialog', { name: 'Delete this team for ever?' });
  await form.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(form.getByText('Write the name exactly as it stands above')).toBeVisible();
  await expect(form.getByText('Your password is needed')).toBeVisible();
  await inspect(page, 'admin-delete-team');
  await form.getByLabel('Name of the team').fill(owner.team);
  await form.getByLabel('Your password').fill('something else');
  await form.getByLabel('Your password').press('Enter');
  await expect(form.getByText('is not right')).toBeVisible();
  await form.getByLabel('Your password').fill(owner.password);
  await form.getByLabel('Your password').press('Enter');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await logIn(page, owner);
  await expect(problemOn(page)).toHaveAttribute('data-code', 'invalid_credentials');
});

test('somebody joins by a link', async ({ page, browser, baseURL, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/admin/invitations');
  await page.getByRole('radio', { name: 'Viewer' }).check();
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const first = await page.getByRole('group', { name: 'Invitation link' }).innerText();
  await inspect(page, 'admin-invitation');
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const open = page.getByRole('table', { name: 'Open invitations' });
  await expect(open.getByText('Whoever has the link')).toHaveCount(2);
  await open.getByRole('button', { name: /^Take back/ }).first().click();
  await page.getByRole('button', { name: 'Take back', exact: true }).last().click();
  await expect(open.getByText('Whoever has the link')).toHaveCount(1);
  await open.getByRole('button', { name: /^New link/ }).click();
  await expect(page.getByRole('group', { name: 'Invitation link' })).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'Invitation link' })).not.toHaveText(first);
  const link = await page.getByRole('group', { name: 'Invitation link' }).innerText();
  const other = await browser.newPage({ baseURL });
  await other.goto(link);
  await expect(other.getByLabel('Invitation code')).toHaveValue(/^pli_/);
  await other.getByLabel('User name').fill(`guest-of-${owner.username}`);
  await other.getByLabel('Password').first().fill(owner.password);
  await other.getByRole('button', { name: 'Create account' }).click();
  await expect(other.getByRole('button', { name: `Account of guest-of-${owner.username}` })).toBeVisible();
  await other.close();
  await page.getByRole('link', { name: 'Members' }).click();
  await expect(page.getByRole('combobox', { name: `Role of guest-of-${owner.username}` })).toHaveValue('Viewer');
});

test('a key is made, shown once, works, and is revoked', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/admin/keys');
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await inspect(page, 'admin-keys-empty');
  await page.getByRole('button', { name: 'New key' }).click();
  const form = page.getByRole('dialog', { name: 'New API key' });
  await form.getByRole('button', { name: 'Make key' }).click();
  await expect(form.getByText('Say what the key is for')).toBeVisible();
  await form.getByLabel('Name').fill(hostile);
  await inspect(page, 'admin-key-form');
  await form.getByRole('button', { name: 'Make key' }).click();
  const key = await page.getByRole('group', { name: 'API key' }).innerText();
  expect(key).toMatch(/^prlk_[0-9a-f]{72}$/);
  await expect(page.getByRole('group', { name: /^Claude Desktop/ })).toContainText(key);
  await page.getByRole('tab', { name: 'Cursor' }).click();
  await inspect(page, 'admin-keys');
  const headers = { Authorization: `Bearer ${key}` };
  expect((await request.get('/api/v1/auth/me', { headers })).status()).toBe(200);
  await page.reload();
  await expect(page.getByRole('table', { name: 'API keys' })).toContainText('this machine');
  expect(await page.content()).not.toContain(key);
  expect((await request.post('/api/v1/queries/sql', { headers, data: { sql: 'SELECT 1 AS one' } })).status()).toBe(200);
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByRole('table', { name: 'By API key' }).getByRole('link', { name: hostile }).click();
  await expect(page.getByRole('combobox', { name: 'API key' })).toHaveValue(`${hostile} (${owner.username})`);
  await page.getByRole('list', { name: 'Entries' }).getByRole('button', { name: /SELECT 1/ }).click();
  await expect(page.getByRole('definition').filter({ hasText: hostile })).toBeVisible();
  await page.goto('/admin/keys');
  await page.getByRole('button', { name: `Revoke ${hostile}` }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('No key is in use.')).toBeVisible();
  await page.getByRole('switch', { name: 'Show 1 that ended' }).click();
  await expect(page.getByRole('cell', { name: 'Revoked', exact: true })).toBeVisible();
  expect((await request.get('/api/v1/auth/me', { headers })).status()).toBe(401);
});

test('one ends a session elsewhere, and remembered results', async ({ page, request }) => {
  const { owner } = await team(request);
  await enter(page, owner, '/admin/sessions');
  const sessions = page.getByRole('article');
  await expect(sessions).toHaveCount(2);
  await inspect(page, 'admin-sessions');
  await page.getByRole('button', { name: /^End the session/ }).click();
  await page.getByRole('button', { name: 'End session' }).click();
  await expect(sessions).toHaveCount(1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Name').fill(hostile);
  await page.getByLabel('Days that the history is kept').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();
  await expect(page.getByRole('button', { name: `Account of ${owner.username}` })).toContainText(hostile);
  await page.getByRole('button', { name: 'Forget them' }).click();
  await expect(page.getByText(/\d+ results? forgotten/)).toBeVisible();
  await inspect(page, 'admin-settings');
  await page.getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('table', { name: 'By person' })).toContainText(owner.username);
  await expect(page.getByRole('table', { name: 'By door' })).toContainText('Web and API');
  await inspect(page, 'admin-usage');
});

test('who may not is told why and whom to ask, wherever they go', async ({ page, request }) => {
  const { owner, analyst, token, headers } = await team(request);
  const [viewer, viewerToken] = await member(request, { team: owner.team, token, role: 'viewer' });
  const ids = await thingsOf(request, headers, { Authorization: `Bearer ${viewerToken}` });
  const forbidden: string[] = [];
  page.on('response', (reply) => void (reply.status() === 403 && forbidden.push(reply.url())));
  await enter(page, viewer, '/admin');
  for (const path of pages) {
    await page.goto(path.replace(/\[id\]/, ids[path] ?? ''));
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    const needed = neededFor(path);
    if (needed) await expect(page.getByText(`This takes the role ${needed} or a higher one; you are viewer of ${owner.team}.`), path).toBeVisible();
    else await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    await expect(problemOn(page), path).toHaveCount(0);
    expect(await page.getByRole('main').getByRole('button', { name: changes }).allInnerTexts(), path).toEqual([]);
    expect(forbidden, path).toEqual([]);
  }
  await page.goto('/models');
  await expect(page.getByRole('heading', { name: 'Only administrators set up models' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^(Admin|Evaluations|Logs|Models|Policies)$/ })).toHaveCount(0);
  await inspect(page, 'forbidden');
  await logOut(page, viewer);
  // A team without a source has nothing for a viewer to do, and says who has.
  const [founder, founderToken] = await newcomer(request);
  const [guest] = await member(request, { team: founder.team, token: founderToken, role: 'viewer' });
  await enter(page, guest, '/');
  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click();
  await expect(page.getByText('an administrator can connect a database')).toBeVisible();
  await logOut(page, guest);
  await enter(page, analyst, '/help');
  for (const path of pages.filter((each) => neededFor(each) === 'analyst' && !each.includes('['))) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    await expect(page.getByText('This takes the role'), path).toHaveCount(0);
    expect(forbidden, path).toEqual([]);
  }
  await page.getByRole('button', { name: `Account of ${analyst.username}` }).click();
  await page.getByRole('menuitem', { name: 'Keys and sessions' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
});

test('administration fits a narrow phone', async ({ page, request }) => {
  const { owner } = await team(request);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/admin');
  await logIn(page, owner);
  for (const name of ['Members', 'Invitations', 'Sign-in', 'API keys', 'Your sessions', 'Usage', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await inspect(page, `admin-phone-${name.toLowerCase().replaceAll(' ', '-')}`);
    expect(await fits(page), `${name} scrolls sideways`).toBe(true);
  }
});

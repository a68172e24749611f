import { ask, enter, uploadFile } from './support/people.ts';
import { Postgres } from './support/postgres.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const trips = 'city,km,day\nOslo,12.5,2024-05-01\nBergen,7,2024-05-02\nOslo,3,2024-05-03\n';
const drivers = 'driver,city\nKari,Oslo\nOla,Bergen\n';

test('uploads a file, asks it, and adds a second table to it', async ({ page, newcomer }) => {
  await enter(page, newcomer, '/sources');
  await uploadFile(page, 'trips.csv', trips);
  await expect(page.getByText('3 rows in trips')).toBeVisible();
  await inspect(page, 'uploaded');
  await page.getByRole('link', { name: 'Ask about it' }).click();
  await expect(page.getByRole('button', { name: /^Source: trips/ })).toBeVisible();
  await ask(page, 'how many trips per city');
  await expect(page.getByRole('gridcell', { name: 'Oslo' }).first()).toBeVisible();

  await page.goto('/sources');
  await page.getByRole('button', { name: /Upload a file/ }).click();
  await page.getByRole('combobox', { name: 'It becomes' }).click();
  await page.getByRole('option', { name: 'A table of trips' }).click();
  const file = { name: 'drivers.csv', mimeType: 'text/csv', buffer: Buffer.from(drivers) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('2 rows in drivers')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('article', { name: 'trips' })).toContainText('2 tables');
});

test('is told what is wrong with a file', async ({ page, newcomer }) => {
  await enter(page, newcomer, '/sources');
  await uploadFile(page, 'empty.csv', '');
  await expect(problemOn(page)).toBeVisible();
  await inspect(page, 'upload-failed');
});

test('manages sources: schema, test, default, rename, delete', async ({ page, shopper }) => {
  await enter(page, shopper, '/sources');
  await uploadFile(page, 'trips.csv', trips);
  await expect(page.getByText('3 rows in trips')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  const source = page.getByRole('article', { name: 'trips' });
  const act = async (name: string) => {
    await source.getByRole('button', { name: 'Actions for trips' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await expect(source).toBeVisible();
  await inspect(page, 'sources');
  await act('Test');
  await expect(source.getByText(/^It works/)).toBeVisible();
  await act('Make default');
  await expect(source.getByText('Default', { exact: true })).toBeVisible();
  await act('Schema');
  await expect(page.getByRole('cell', { name: 'city', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('cell', { name: 'city', exact: true })).toBeVisible();
  await inspect(page, 'schema');
  await page.getByLabel('Search tables and columns').fill('nothing has this name');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('link', { name: 'Sources' }).first().click();
  await act('Edit');
  await page.getByLabel('Name').fill('journeys');
  await page.getByRole('button', { name: 'Save' }).click();
  const renamed = page.getByRole('article', { name: 'journeys' });
  await renamed.getByRole('button', { name: 'Actions for journeys' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete source' }).click();
  await expect(renamed).toHaveCount(0);
});

test('tests a PostgreSQL server before it is kept', async ({ page, newcomer }) => {
  await enter(page, newcomer, '/sources');
  await page.getByRole('button', { name: /Connect PostgreSQL/ }).click();
  const form = page.getByRole('dialog', { name: 'Connect PostgreSQL' });
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByText('Enter the host')).toBeVisible();
  await form.getByLabel('Name').fill('Warehouse');
  await form.getByLabel('Host').fill('127.0.0.1');
  await form.getByLabel('Port').fill('1');
  await form.getByLabel('Database').fill('shop');
  await form.getByLabel('Account').fill('reader');
  await form.getByLabel('Password').first().fill('secret');
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByText('It does not work yet')).toBeVisible();
  await inspect(page, 'postgres-form');
});

test('tells at the field which file a server does not open', async ({ page, newcomer }) => {
  await enter(page, newcomer, '/sources');
  await page.getByRole('button', { name: /Open a SQLite file/ }).click();
  const form = page.getByRole('dialog', { name: 'Open a SQLite file' });
  await form.getByLabel('Path on the server').fill('/etc/passwd');
  await form.getByLabel('Name').fill('Secrets');
  await form.getByRole('button', { name: 'Add source' }).click();
  await expect(problemOn(page).or(form.locator('[aria-invalid=true]'))).toBeVisible();
  await inspect(page, 'sqlite-form');
});

test('connects a PostgreSQL server, and asks it', async ({ page, newcomer }) => {
  const postgres = await Postgres.start();
  try {
    await postgres.psql(`CREATE ROLE reader LOGIN PASSWORD '${postgres.password}'`);
    await postgres.psql('CREATE DATABASE warehouse');
    await postgres.psql(
      `CREATE TABLE parcels (id int PRIMARY KEY, state text);
       INSERT INTO parcels SELECT n, (ARRAY['packed', 'sent'])[1 + n % 2] FROM generate_series(1, 41) n;
       GRANT SELECT ON parcels TO reader`,
      'warehouse',
    );
    await enter(page, newcomer, '/sources');
    await page.getByRole('button', { name: /Connect PostgreSQL/ }).click();
    const form = page.getByRole('dialog', { name: 'Connect PostgreSQL' });
    await form.getByLabel('Name').fill('Warehouse');
    await form.getByLabel('Host').fill('127.0.0.1');
    await form.getByLabel('Port').fill(String(postgres.port));
    await form.getByLabel('Database').fill('warehouse');
    await form.getByLabel('Account').fill('reader');
    await form.getByLabel('Password').first().fill(postgres.password);
    await form.getByRole('button', { name: 'Test' }).click();
    await expect(form.getByText('It works')).toBeVisible();
    await inspect(page, 'postgres-works');
    await form.getByRole('button', { name: 'Add source' }).click();
    await expect(form.getByText('Warehouse is connected')).toBeVisible();
    await expect(form.getByText('1 table found')).toBeVisible();
    await expect(form.getByText('No relations were found')).toBeVisible();
    await inspect(page, 'source-connected');
    await expect(page.getByRole('article', { name: 'Warehouse' })).toContainText('1 table');
    await page.goto('/ask');
    await ask(page, 'how many parcels per state');
    const answer = page.getByRole('article', { name: 'how many parcels per state' });
    await expect(answer.getByRole('gridcell', { name: 'packed' })).toBeVisible();
    await expect(answer.getByRole('gridcell', { name: '21' })).toBeVisible();
  } finally {
    await postgres.stop();
  }
});

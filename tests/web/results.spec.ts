import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { ask, enter, newcomer, type Person } from './support/people.ts';
import { expect, inspect, problemOn, test } from './support/test.ts';

const million = 1_000_000;

/** Somebody with a file of their own. */
async function withFile(request: APIRequestContext, name: string, text: string): Promise<Person> {
  const [person, token] = await newcomer(request);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream' };
  const reply = await request.post(`/api/v1/files?filename=${name}`, { headers, data: Buffer.from(text), timeout: 60_000 });
  expect(reply.status()).toBe(201);
  return person;
}

function readings(count: number): string {
  const lines = ['id,town,degrees,measured_on'];
  for (let id = 1; id <= count; ++id) {
    lines.push(`${id},Town ${id % 97},${((id * 7919) % 10_007) / 100},20${10 + (id % 15)}-0${1 + (id % 9)}-11`);
  }
  return lines.join('\n');
}

async function gridOf(page: Page, sql: string): Promise<Locator> {
  await ask(page, sql);
  const grid = page.getByRole('article', { name: sql }).getByRole('grid');
  await expect(grid).toBeVisible({ timeout: 20_000 });
  return grid;
}

const cell = (grid: Locator, row: number, column: number) =>
  grid.locator(`[aria-rowindex="${row + 1}"] [aria-colindex="${column}"]`);

test('a million rows are scrolled, jumped over, sorted and filtered', async ({ page, request }) => {
  test.setTimeout(180_000);
  await enter(page, await withFile(request, 'readings.csv', readings(million)), '/ask');
  const grid = await gridOf(page, 'SELECT * FROM readings');
  const region = page.getByRole('region', { name: /^Rows of/ });
  await expect(region.getByText('1,000,000 rows')).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '1000001');

  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(cell(grid, million, 1)).toHaveText('1000000');
  await page.getByLabel('Go to row').fill('500000');
  await page.keyboard.press('Enter');
  await expect(cell(grid, 500_000, 1)).toHaveText('500000');
  await grid.hover();
  await page.mouse.wheel(0, 340);
  await expect(cell(grid, 500_010, 1)).toHaveText('500010');
  await inspect(page, 'grid-million');

  // The bar over its whole length, with what is drawn never more than a screen.
  const drawn = await grid.evaluate(async (frame) => {
    const rows: number[] = [];
    for (let step = 0; step <= 40; ++step) {
      frame.scrollTop = (frame.scrollHeight * step) / 40;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      rows.push(frame.querySelectorAll('[role=row]').length);
    }
    return rows;
  });
  expect(Math.max(...drawn)).toBeLessThan(60);
  await expect(cell(grid, million, 1)).toHaveText('1000000');
  const heap = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize);
  expect(heap).toBeLessThan(300_000_000);

  await grid.getByRole('columnheader', { name: 'degrees' }).click();
  await expect(grid.getByRole('columnheader', { name: 'degrees' })).toHaveAttribute('aria-sort', 'ascending');
  await grid.getByRole('columnheader', { name: 'degrees' }).click();
  await page.keyboard.press('Control+Home');
  await expect(cell(grid, 1, 3)).toHaveText('100.06');
  await page.keyboard.press('Control+End');
  await expect(cell(grid, million, 3)).toHaveText('0.00');

  await grid.getByRole('columnheader', { name: 'town' }).hover();
  await grid.getByRole('button', { name: 'Options of town' }).click();
  await page.getByRole('menuitem', { name: 'Filter…' }).click();
  const filter = page.getByRole('dialog', { name: 'Filter by town' });
  await filter.getByLabel('Value').fill('TOWN 96');
  await inspect(page, 'grid-filter');
  await filter.getByRole('button', { name: 'Filter' }).click();
  await expect(region.getByText('10,309 rows match')).toBeVisible();
  await region.getByRole('button', { name: 'Remove the filter town contains TOWN 96' }).click();
  await expect(region.getByText('1,000,000 rows')).toBeVisible();
});

test('sums of more rows than are here are made in the database, and go along to a dashboard', async ({ page, request }) => {
  await enter(page, await withFile(request, 'readings.csv', readings(3_000)), '/ask');
  await ask(page, 'SELECT * FROM readings');
  const answer = page.getByRole('article', { name: 'SELECT * FROM readings' });
  await expect(answer.getByText('Drawn from the first 1,000 rows; there are more.')).toBeVisible();
  await answer.getByRole('button', { name: 'Edit chart' }).click();
  const editor = page.getByRole('dialog', { name: 'Chart' });
  const choose = async (label: string, option: string) => {
    await editor.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Kind', 'Bars');
  await choose('Along', 'measured_on');
  await choose('How: Along', 'By year');
  await choose('Up', 'Number of rows');
  await expect(editor.locator('svg .mark-rect path')).toHaveCount(15);
  await editor.getByRole('button', { name: 'Keep this chart' }).click();
  await expect(answer.getByText(/^Drawn from the first/)).toBeHidden();
  await answer.getByRole('button', { name: 'Pin to dashboard' }).click();
  const pin = page.getByRole('dialog', { name: 'Pin to a dashboard' });
  await pin.getByLabel('Title of the new dashboard').fill('Readings');
  await pin.getByRole('button', { name: 'Pin' }).click();
  await page.getByRole('link', { name: 'Open the dashboard' }).click();
  await expect(page.getByRole('img', { name: /^Chart/ }).locator('svg .mark-rect path')).toHaveCount(15);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export SELECT * FROM readings' }).click();
  await inspect(page, 'tile-export');
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const text = (await readFile(await (await download).path())).toString();
  expect(text.split('\r\n')).toHaveLength(1 + 15 + 1);
});

const odd = `SELECT 123456789012345678901234567890 AS huge, CAST('NaN' AS double precision) AS not_a_number,
  CAST('-Infinity' AS double precision) AS below, DATE '0044-03-15' AS ides, '<img src=x onerror=alert(1)>' AS html,
  'مرحبا بالعالم' AS rtl, '😀👩‍👩‍👧' AS emoji, repeat('long text ', 1000) AS long, NULL AS nothing, '' AS blank, true AS yes`;

test('odd values are shown as they are, and can be moved through, copied and read whole', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const wide = [Array.from({ length: 500 }, (_, at) => `c${at}`).join(','), ...['a', 'b'].map((each) => Array(500).fill(each).join(','))];
  await enter(page, await withFile(request, 'wide.csv', wide.join('\n')), '/ask');
  const grid = await gridOf(page, `${odd} UNION ALL SELECT 2, 1, 1, DATE '2024-02-29', 'x', 'x', 'x', 'x', 'x', 'x', false`);
  await expect(cell(grid, 1, 1)).toHaveText('123,456,789,012,345,678,901,234,567,890');
  await expect(cell(grid, 1, 2)).toHaveText('NaN');
  await expect(cell(grid, 1, 3)).toHaveText('-Infinity');
  await expect(cell(grid, 1, 4)).toHaveText('0044-03-15');
  await expect(cell(grid, 2, 4)).toHaveText('29 Feb 2024');
  await expect(cell(grid, 2, 4).getByTitle('2024-02-29')).toBeVisible();
  await expect(cell(grid, 1, 5)).toHaveText('<img src=x onerror=alert(1)>');
  await grid.focus();
  await page.keyboard.press('End');
  await expect(cell(grid, 1, 9)).toHaveText('NULL');
  await expect(cell(grid, 1, 10)).toHaveText('empty');
  for (let step = 0; step < 3; ++step) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const whole = page.getByRole('dialog', { name: 'long' });
  await expect(whole).toContainText('10,000 characters');
  await inspect(page, 'grid-value');
  await page.keyboard.press('Escape');

  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('123456789012345678901234567890');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('123456789012345678901234567890\n2');

  // The header by keyboard: wider, pinned, hidden, and back.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  const width = async () => (await grid.getByRole('columnheader', { name: 'huge' }).boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(width).toBe(before + 24);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Pin to the left' }).click();
  await expect(cell(grid, 1, 1)).toHaveText('NaN');
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await expect(grid.getByRole('columnheader', { name: 'huge' })).toBeHidden();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).last().click();
  await expect(page.getByText('As in the table: its columns')).toBeVisible();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const [head = ''] = (await readFile(await (await download).path(), 'utf8')).split('\r\n');
  expect(head).toMatch(/^not_a_number,below,ides,/);
  expect(head).not.toContain('huge');
  await page.getByRole('button', { name: 'Show 1 hidden column' }).click();
  await expect(grid.getByRole('columnheader', { name: 'huge' })).toBeVisible();

  const many = await gridOf(page, 'SELECT * FROM wide');
  await expect(many).toHaveAttribute('aria-colcount', '500');
  expect(await many.getByRole('columnheader').count()).toBeLessThan(40);
  await many.focus();
  await page.keyboard.press('End');
  await expect(cell(many, 1, 500)).toBeInViewport();
  await ask(page, 'SELECT * FROM wide WHERE c0 = $$z$$');
  await expect(page.getByText('No rows match.')).toBeVisible();
});

test('a chart is made by form and by source, kept, taken along and taken away', async ({ page, shopper }) => {
  const question = 'how many orders per status';
  await enter(page, shopper, '/ask');
  await ask(page, question);
  const answer = page.getByRole('article', { name: question });
  const chart = answer.getByRole('img', { name: /^Chart/ });
  await expect(chart.locator('svg')).toBeVisible();
  await answer.getByRole('button', { name: 'Edit chart' }).click();
  const editor = page.getByRole('dialog', { name: 'Chart' });
  await expect(editor.getByRole('img', { name: 'Chart: Preview' }).locator('svg')).toBeVisible();
  await editor.getByLabel('Kind').click();
  await page.getByRole('option', { name: 'Pie' }).click();
  await expect(editor.locator('svg .mark-arc path').first()).toBeVisible();
  await inspect(page, 'chart-editor');
  await editor.getByRole('button', { name: 'Keep this chart' }).click();
  await expect(editor).toBeHidden();
  await expect(chart.locator('.mark-arc path').first()).toBeVisible();

  for (const kind of ['PNG', 'SVG']) {
    const download = page.waitForEvent('download');
    await answer.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: `Chart as ${kind}` }).click();
    const bytes = await readFile(await (await download).path());
    expect(bytes.subarray(0, 300).toString('latin1')).toContain(kind === 'PNG' ? 'PNG' : '<svg');
  }
  for (const [name, ending, magic] of [['Excel workbook', 'xlsx', 'PK'], ['Parquet', 'parquet', 'PAR1'], ['Markdown', 'md', '| ']]) {
    const download = page.waitForEvent('download');
    await answer.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`how-many-orders-per-status.${ending}`);
    expect((await readFile(await file.path())).subarray(0, 4).toString()).toContain(magic);
  }

  await answer.getByRole('button', { name: 'Edit chart' }).click();
  await editor.getByRole('tab', { name: 'Vega-Lite' }).click();
  const source = editor.getByLabel('Vega-Lite specification');
  await source.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('{"mark": "bar", "data": {"url": "https://evil.example/x.csv"}}');
  await editor.getByRole('button', { name: 'Draw it' }).click();
  await editor.getByRole('button', { name: 'Keep this chart' }).click();
  await expect(problemOn(page)).toHaveAttribute('data-code', 'chart_refused');
  await editor.getByRole('button', { name: 'Back to the proposed chart' }).click();
  await expect(editor).toBeHidden();
  await expect(chart.locator('.mark-rect path').first()).toBeVisible();
});

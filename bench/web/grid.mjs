const rows = 1_000_000;
const steps = 40;

/** A source with a table `readings` of a million rows; its address on the ask page. */
export async function largeTable(origin, token) {
  const lines = ['id,town,degrees'];
  for (let id = 1; id <= rows; ++id) lines.push(`${id},Town ${id % 97},${((id * 7919) % 10_007) / 100}`);
  const reply = await fetch(`${origin}/api/v1/files?filename=readings.csv`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', Authorization: `Bearer ${token}` },
    body: lines.join('\n'),
  });
  if (!reply.ok) throw new Error(`/files: ${reply.status} ${await reply.text()}`);
  const { connection } = await reply.json();
  return `${origin}/ask?source=${connection.id}`;
}

/** What a frame takes while the bar of the grid is drawn over all of its rows: each in ms. */
export async function framesOver(page, url) {
  await page.goto(url);
  await page.getByLabel('Your question').fill('SELECT * FROM readings');
  await page.getByLabel('Your question').press('Enter');
  await page.getByText('1,000,000 rows').first().waitFor();
  return page.getByRole('grid').evaluate(async (grid, steps) => {
    const took = [];
    for (let step = 0, last = performance.now(); step <= steps; ++step) {
      grid.scrollTop = (grid.scrollHeight * step) / steps;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      took.push(performance.now() - last);
      last = performance.now();
    }
    return took;
  }, steps);
}

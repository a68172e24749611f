import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const readyWithinMs = 20_000;

/** The binary with a data folder of its own; `stop` ends both. */
export async function startServer(binary, port) {
  const data = await mkdtemp(join(tmpdir(), 'parlance-bench-'));
  const child = spawn(binary, ['serve', '--port', String(port), '--data', data], { stdio: 'ignore' });
  const origin = `http://localhost:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(data, { recursive: true, force: true });
  };
  for (const end = Date.now() + readyWithinMs; Date.now() < end; await sleep(50)) {
    const reply = await fetch(`${origin}/readyz`).catch(() => null);
    if (reply?.ok) return { origin, stop };
  }
  await stop();
  throw new Error('the server was not ready in time');
}

/** A person with the sample shop and a dashboard of what Parlance proposes for it. */
export async function furnish(origin) {
  const person = { username: 'bench', password: 'seven otters walk over green hills', tenant_name: 'Bench' };
  const { access_token } = await post(origin, '/auth/register', person);
  await post(origin, '/connections/sample', {}, access_token);
  const { title, tiles } = await post(origin, '/dashboard/suggest', {}, access_token);
  const board = await post(origin, '/dashboards', { title, tiles }, access_token);
  const charts = await post(origin, '/dashboards', { title: 'Six charts', tiles: sixCharts(tiles) }, access_token);
  return { ...person, token: access_token, dashboard: board.id, charts: charts.id };
}

/** Two beside each other, as often as it takes. */
function sixCharts(tiles) {
  const charts = tiles.filter(({ kind }) => kind === 'chart');
  return Array.from({ length: 6 }, (_, at) => ({ ...charts[at % charts.length], x: (at % 2) * 6, y: Math.floor(at / 2) * 4, w: 6, h: 4 }));
}

async function post(origin, path, body, token) {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return reply.json();
}

/**
 * What a person feels of the web app: Lighthouse's scores on the mobile profile, how much script the
 * first load of the ask page brings, and how long an answer takes to be painted once the server has it.
 */
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { furnish, startServer } from './server.mjs';

const binary = process.env.PARLANCE_BIN;
const debugPort = 9333;
const questions = ['Top 10 products by revenue', 'How many orders per month'];
const rounds = 5;

async function logIn(page, { username, password }) {
  await page.getByLabel('User name or e-mail').fill(username);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Account of ${username}` }).waitFor();
}

async function scored(url) {
  const flags = { port: debugPort, output: 'json', logLevel: 'error', disableStorageReset: true };
  const { lhr } = await lighthouse(url, flags);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const score = (name) => Math.round((lhr.categories[name].score ?? 0) * 100);
  const at = new URL(lhr.finalDisplayedUrl).pathname;
  const weak = Object.values(lhr.audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary')
    .map((audit) => audit.id);
  return { at, scores: ['performance', 'accessibility', 'best-practices', 'seo'].map(score), lhr, weak };
}

/** Scripts that the first load of a page brings, as they cross the wire. */
async function scriptBytes(context, url) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const scripts = new Set();
  let bytes = 0;
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.close();
  return bytes;
}

/** What the app adds between Enter and the frame that shows the answer, and what the server took; in ms. */
async function paintedAfter(page, question, nth) {
  const box = page.getByLabel('Your question');
  await box.fill(question);
  await page.evaluate(() => performance.clearResourceTimings());
  const begin = await page.evaluate(() => performance.now());
  await box.press('Enter');
  return page.evaluate(
    ([asked, from, nth]) =>
      new Promise((resolve) => {
        const shown = () =>
          [...document.querySelectorAll('article')]
            .filter((each) => each.getAttribute('aria-label') === asked)
            .at(nth)
            ?.querySelector('table, [role=grid], svg.marks, canvas.marks');
        const measure = () => {
          const painted = performance.now();
          const asks = performance.getEntriesByType('resource').filter(({ name }) => /\/queries(\/ask)?$/.test(name));
          const server = asks.reduce((sum, each) => sum + each.responseEnd - each.requestStart, 0);
          resolve({ adds: painted - from - server, server });
        };
        const look = () => requestAnimationFrame(shown() ? measure : look);
        look();
      }),
    [question, begin, nth],
  );
}

function median(numbers) {
  return numbers.sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
}

/** Each question some times in one page, so that what is loaded when first needed is there. */
async function paint(page) {
  const adds = [];
  for (let round = 0; round <= rounds; ++round) {
    for (const question of questions) {
      const took = await paintedAfter(page, question, round);
      if (round > 0) adds.push(took.adds);
    }
  }
  console.log(`answers are painted ${Math.round(median(adds))} ms (median of ${adds.length}) beyond the server's time (limit 50)`);
}

const server = await startServer(binary, 23_917);
const folder = await mkdtemp(join(tmpdir(), 'parlance-chromium-'));
const context = await chromium.launchPersistentContext(folder, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', `--remote-debugging-port=${debugPort}`],
});
try {
  const person = await furnish(server.origin);
  const told = async (path) => {
    const { at, scores, lhr, weak } = await scored(server.origin + path);
    const lcp = Math.round(lhr.audits['largest-contentful-paint'].numericValue);
    const blocking = Math.round(lhr.audits['total-blocking-time'].numericValue);
    console.log(
      `lighthouse mobile ${at}: performance ${scores[0]}, accessibility ${scores[1]}, ` +
        `best practices ${scores[2]}, seo ${scores[3]} (LCP ${lcp} ms, blocking ${blocking} ms)` +
        (weak.length ? `; weak: ${weak.join(', ')}` : ''),
    );
  };
  await told('/login');
  const page = await context.newPage();
  await page.goto(`${server.origin}/ask`);
  await logIn(page, person);
  await paint(page);
  await page.close();
  for (const path of ['/', `/dashboards/${person.dashboard}`, '/ask']) await told(path);
  const bytes = await scriptBytes(context, `${server.origin}/ask`);
  console.log(`first load of /ask: ${(bytes / 1000).toFixed(0)} kB of script on the wire (limit 210)`);
} finally {
  await context.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

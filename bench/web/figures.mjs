/**
 * What a person feels of the web app: Lighthouse's scores on the mobile profile, how much script the
 * first load of the ask page brings, how long an answer takes to be painted once the server has it, and
 * what a frame takes while a million rows are scrolled.
 */
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { framesOver, largeTable } from './grid.mjs';
import { furnish, startServer } from './server.mjs';

const binary = process.env.PARLANCE_BIN;
const debugPort = 9333;
const questions = ['Top 10 products by revenue', 'How many orders per month'];
const rounds = 14;
const manyTurns = 20;
const settleMs = 300;

async function logIn(page, { username, password }) {
  await page.getByLabel('User name or e-mail').fill(username);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Account of ${username}` }).waitFor();
}

/** As for somebody who comes the first time: Lighthouse leaves the person signed in, and would leave the files as well. */
async function forgetFiles(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await page.close();
}

async function scored(url) {
  const flags = { port: debugPort, output: 'json', logLevel: 'error', disableStorageReset: true };
  const { lhr: first } = await lighthouse(url, flags);
  // Now and then it misses the beginning of the load, and says to run it again.
  const { lhr } = first.runtimeError ? await lighthouse(url, flags) : { lhr: first };
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const score = (name) => Math.round((lhr.categories[name].score ?? 0) * 100);
  const at = new URL(lhr.finalDisplayedUrl).pathname;
  const weak = Object.values(lhr.audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary')
    .map((audit) => audit.id);
  return { at, scores: ['performance', 'accessibility', 'best-practices', 'seo'].map(score), lhr, weak };
}

/** Scripts that the first load of a page brings until the network rests: compressed, and with the heads of the replies. */
async function scriptBytes(context, url) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const heads = new Map();
  const sum = { compressed: 0, wire: 0 };
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') heads.set(requestId, response.encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!heads.has(requestId)) return;
    sum.wire += encodedDataLength;
    sum.compressed += encodedDataLength - heads.get(requestId);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.close();
  return sum;
}

/**
 * What the app adds between the key and the end of the frame that shows the answer's rows, and what the
 * server took; in ms. It counts from the key's own time: what the driver takes to press it is not the app's.
 */
async function paintedAfter(page, question, nth) {
  const box = page.getByLabel('Your question');
  await box.fill(question);
  await page.waitForTimeout(settleMs); // what typing asks for is done
  await page.evaluate(() => {
    performance.clearResourceTimings();
    performance.clearMarks();
    const mark = ({ timeStamp }) => performance.mark('asked', { startTime: timeStamp });
    addEventListener('keydown', mark, { once: true, capture: true });
  });
  await box.press('Enter');
  return page.evaluate(
    ([asked, nth]) =>
      new Promise((resolve) => {
        const shown = () =>
          [...document.querySelectorAll('article')]
            .filter((each) => each.getAttribute('aria-label') === asked)
            .at(nth)
            ?.querySelector('table, [role=gridcell], svg.marks, canvas.marks');
        const measure = (painted) => {
          const from = performance.getEntriesByName('asked')[0].startTime;
          const asks = performance.getEntriesByType('resource').filter(({ name }) => /\/queries(\/ask)?$/.test(name));
          const server = asks.reduce((sum, each) => sum + each.responseEnd - each.requestStart, 0);
          resolve({ adds: painted - from - server, server });
        };
        // A message that is sent before a frame is drawn arrives after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => setTimeout(measure, 200, performance.now()); // the reply is accounted for by then
        const look = () => requestAnimationFrame(() => (shown() ? port2.postMessage(0) : look()));
        look();
      }),
    [question, nth],
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
  const spent = (some) => `${Math.round(median(some))} ms (median of ${some.length})`;
  const few = manyTurns - questions.length; // the first round is not counted
  console.log(
    `answers are painted ${spent(adds.slice(0, few))} beyond the server's time, ` +
      `past ${manyTurns} turns ${spent(adds.slice(few))} (limit 50)`,
  );
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
    await forgetFiles(context);
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
  for (const path of ['/', `/dashboards/${person.dashboard}`, `/dashboards/${person.charts}`, '/ask']) await told(path);
  const { compressed, wire } = await scriptBytes(context, `${server.origin}/ask`);
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(`first load of /ask: ${kB(compressed)} of compressed script (limit 210), ${kB(wire)} with the heads of its replies`);
  const last = await context.newPage();
  const frames = await framesOver(last, await largeTable(server.origin, person.token));
  console.log(`a million rows are scrolled at ${median(frames).toFixed(1)} ms a frame (median of ${frames.length}, the slowest ${Math.max(...frames).toFixed(0)})`);
} finally {
  await context.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

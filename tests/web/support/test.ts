import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { join } from 'node:path';
import { ScriptedModel } from './model.ts';
import { newcomer, shopper, type Person } from './people.ts';
import { Provider } from './provider.ts';
import { Server } from './server.ts';

const results = join(import.meta.dirname, '../results');

/** Everything a page complains of; a journey that leaves something here has failed. */
function watch(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // The browser itself logs each reply that is not a success; journeys provoke some.
    if (/^Failed to load resource: .* status of 4\d\d/.test(message.text())) return;
    complaints.push(`console: ${message.text()}`);
  });
}

interface Worker {
  server: Server;
}

interface Each {
  complaints: string[];
  /** Has an account and no source. */
  newcomer: Person;
  /** Has the sample shop. */
  shopper: Person;
  /** A language model that says what the test tells it to. */
  model: ScriptedModel;
  /** An OpenID provider that knows this server. */
  provider: Provider;
}

export const test = base.extend<Each, Worker>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.origin),
  newcomer: async ({ request }, use) => {
    const [person] = await newcomer(request);
    await use(person);
  },
  shopper: async ({ request }, use) => use(await shopper(request)),
  model: async ({}, use) => {
    const model = await ScriptedModel.start();
    await use(model);
    await model.stop();
  },
  provider: async ({ server }, use) => {
    const provider = await Provider.start(server.origin);
    await use(provider);
    await provider.stop();
  },
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('page', (page) => watch(page, complaints));
      await use(complaints);
      expect(complaints, 'the pages complained').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The problem that a page tells of (Next.js keeps an empty alert of its own in every page). */
export function problemOn(page: Page): Locator {
  return page.locator('[role=alert][data-code]');
}

/** Rules that hang on colours: a page's other scheme is held against these alone. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** Keeps pictures of the page in both schemes, and holds it against the rules of WCAG 2.2 AA. */
export async function inspect(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    await page.screenshot({ path: join(results, `${name}-${scheme}.png`), animations: 'disabled' });
    expect(await violationsOn(page, scheme), `axe on ${name} in ${scheme}`).toEqual([]);
  }
}

async function violationsOn(page: Page, scheme: 'dark' | 'light'): Promise<{ id: string; nodes: string[] }[]> {
  const axe = new AxeBuilder({ page });
  if (scheme === 'dark') axe.withRules(rulesOfColours);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
}

export async function useScheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.getByRole('button', { name: `Use ${scheme} colours` }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
}

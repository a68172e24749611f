import { defineConfig } from '@playwright/test';

/** Journeys in Debian's Chromium against the real binary, which each worker starts for itself. */
export default defineConfig({
  testDir: '.',
  outputDir: 'results/traces',
  workers: 2, // a journey waits more than it works
  timeout: 120_000, // all of these are for a machine that is busy with something else
  retries: 1, // who needs it is counted as flaky, and looked into
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 20_000,
    trace: { mode: 'retain-on-failure', screenshots: false }, // each frame of each journey costs a fifth of its time
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});

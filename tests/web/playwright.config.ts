import { defineConfig } from '@playwright/test';

/** Journeys in Debian's Chromium against the real binary, which each worker starts for itself. */
export default defineConfig({
  testDir: '.',
  outputDir: 'results/traces',
  workers: 1, // two cores: a second browser would only slow the first
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});

import { defineConfig } from '@playwright/test';

// The system's own Chromium, told to keep its thoughts to itself: it would otherwise ask the network for updates.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'browser',
  outputDir: '../../build/playwright',
  globalSetup: './browser/support/build-fixtures.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1440, height: 1000 },
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet },
    screenshot: 'only-on-failure',
  },
});

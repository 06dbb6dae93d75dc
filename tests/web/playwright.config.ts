import { defineConfig } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.mjs';

export default defineConfig({
  testDir: 'browser',
  outputDir: '../../build/playwright',
  globalSetup: './browser/support/build-fixtures.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  // The whole lesson is one page, and CI machines are busy: patience is no floor, the benchmark holds those.
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1440, height: 1000 },
    launchOptions,
    // Keeping the lesson for offline reading is tested by itself; elsewhere it would only be fetched once more.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    globalSetup: ['tests/web/engines/support/small-lesson.ts'],
    include: ['tests/web/engines/*.test.ts'],
    // A browser an engine, one after the other: each is as many processes as the machine has time for.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // What a build puts inside a script.
  resolve: {
    alias: { 'virtual:vi-supplies': fileURLToPath(new URL('web/fixtures/supplies.ts', import.meta.url)) },
  },
  test: { include: ['tests/**/*.test.ts'], exclude: ['tests/web/engines/**'], testTimeout: 20_000 },
});

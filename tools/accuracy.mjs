// npm run accuracy: the table of worst errors, the core's beside textbook formulas, measured and printed. `npm run docs` writes it.
import { readFile } from 'node:fs/promises';
import { build } from './build.mjs';
import { main, root, runToEnd } from './run.mjs';

await main(async () => {
  await build(['native', 'wasm']);
  const args = ['run', '--config', 'tests/vitest.config.ts', 'tests/accuracy'];
  const { code } = await runToEnd(`${root}/node_modules/.bin/vitest`, args);
  if (code === 0) console.log(await readFile(`${root}/web/docs/accuracy.md`, 'utf8'));
  return code;
});

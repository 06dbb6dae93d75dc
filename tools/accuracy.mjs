// npm run accuracy [-- --write]: the table of worst errors, the core's beside textbook formulas. --write puts it into the docs.
import { readFile } from 'node:fs/promises';
import { build } from './build.mjs';
import { main, root, runToEnd } from './run.mjs';

const args = ['run', '--config', 'tests/vitest.config.ts', 'tests/accuracy'];

await main(async () => {
  await build(['native', 'wasm']);
  const update = process.argv.includes('--write') ? ['--update'] : [];
  const { code } = await runToEnd(`${root}/node_modules/.bin/vitest`, [...args, ...update]);
  if (code === 0) console.log(await readFile(`${root}/web/docs/accuracy.md`, 'utf8'));
  return code;
});

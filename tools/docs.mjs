// npm run docs: writes the pages of documentation that follow from the program: its functions, and how exact they are.
import { build } from './build.mjs';
import { main, root, runToEnd } from './run.mjs';

const pages = ['tests/door/functions-page.test.ts', 'tests/accuracy'];

await main(async () => {
  await build(['native', 'wasm']);
  const args = ['run', '--config', 'tests/vitest.config.ts', ...pages, '--update'];
  const { code } = await runToEnd(`${root}/node_modules/.bin/vitest`, args);
  return code;
});

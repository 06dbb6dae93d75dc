// npm run bench [-- --short]: builds the products, then measures them.
import { build } from './build.mjs';
import { main, runToEnd } from './run.mjs';

await main(async () => {
  await build(['wasm', 'web']);
  const { code } = await runToEnd('node', ['tests/bench/bench.mjs', ...process.argv.slice(2)]);
  return code;
});

// npm run bench [-- --short]: builds the products, then measures them, the core also against its peers, which are
// installed here alone.
import { copyFile, readFile } from 'node:fs/promises';
import { build, buildPreset } from './build.mjs';
import { main, root, runQuietly, runToEnd, timed } from './run.mjs';

const peers = `${root}/tests/bench`;

// The packages carry the lockfile that they were installed by: equal files mean nothing to do.
async function installPeers() {
  const read = (path) => readFile(`${peers}/${path}`, 'utf8').catch(() => '');
  if ((await read('package-lock.json')) === (await read('node_modules/.installed-lock.json'))) return;
  await runQuietly('npm', ['ci', '--prefix', peers, '--ignore-scripts', '--no-audit', '--no-fund']);
  await copyFile(`${peers}/package-lock.json`, `${peers}/node_modules/.installed-lock.json`);
}

await main(async () => {
  await build(['native', 'wasm', 'web']);
  await timed('build the kernels', async () => {
    await buildPreset('wasm', ['vi_bench']);
    await buildPreset('native', ['vi_bench']);
  });
  await timed('install the peers', installPeers);
  const { code } = await runToEnd('node', ['tests/bench/bench.mjs', ...process.argv.slice(2)]);
  return code;
});

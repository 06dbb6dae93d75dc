// npm run build [-- PART…]: native (build/native/vi), wasm (build/wasm/vi.wasm, vi-page.wasm), web (dist/). All of them if none is named.
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { main, root, runQuietly, timed } from './run.mjs';

/** Configures a preset once (CMake then looks after itself) and builds its targets. */
export async function buildPreset(preset, targets = []) {
  const configured = await access(`${root}/build/${preset}/build.ninja`).then(
    () => true,
    () => false,
  );
  if (!configured) {
    const configure = ['cmake', '--preset', preset];
    if (preset.startsWith('wasm')) configure.unshift('emcmake');
    await runQuietly(configure[0], configure.slice(1));
  }
  const chosen = targets.length > 0 ? ['--target', ...targets] : [];
  await runQuietly('cmake', ['--build', '--preset', preset, ...chosen]);
}

const parts = {
  native: () => buildPreset('native', ['vi']),
  wasm: () => buildPreset('wasm', ['vi_module', 'vi_module_page']),
  web: () => runQuietly('node', ['web/build/build.mjs']),
};

export async function build(names = Object.keys(parts)) {
  for (const name of names) await timed(`build ${name}`, parts[name]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const names = process.argv.slice(2);
    const unknown = names.filter((name) => !(name in parts));
    if (unknown.length > 0) {
      console.error(`unknown part: ${unknown.join(' ')}. There are: ${Object.keys(parts).join(' ')}`);
      return 2;
    }
    await build(names.length > 0 ? names : undefined);
    return 0;
  });
}

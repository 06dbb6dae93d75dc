// npm run format: clang-format and Biome over what git knows. With --check nothing is written, and a difference fails.
import { fileURLToPath } from 'node:url';
import { main, root, runQuietly, timed } from './run.mjs';

export async function format({ check = false } = {}) {
  const listed = await runQuietly('git', [
    ...['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    ...['--', 'wasm/*.cpp', 'wasm/*.h', 'tests/*.cpp', 'tests/*.h'],
  ]);
  const sources = listed.split('\n').filter(Boolean);
  await runQuietly('clang-format', [...(check ? ['--dry-run', '--Werror'] : ['-i']), ...sources]);
  const biome = check ? ['check', '--error-on-warnings'] : ['check', '--write'];
  await runQuietly(`${root}/node_modules/.bin/biome`, biome);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(() => timed('format', () => format({ check: process.argv.includes('--check') })));
}

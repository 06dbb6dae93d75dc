// npm run fuzz [-- PART…] [--seconds N]: mutated inputs through the door, under sanitizers. Without a PART, all of them. A run goes
// on from what earlier ones found (build/fuzz). A crash leaves its input there: mend it, and keep the input in the corpus.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, buildPreset } from './build.mjs';
import { main, root, runQuietly, runToEnd } from './run.mjs';

const PARTS = ['request', 'expression', 'learner', 'lesson'];
/** Slower than this is a fault of its own. */
const MOST_SECONDS_AN_INPUT = 10;

/** Answers `{part, failed, output}` for each part, after so many seconds of each. */
export async function fuzz(parts = PARTS, seconds = 10) {
  await build(['native']);
  await buildPreset(
    'native-asan',
    parts.map((part) => `fuzz_${part}`),
  );
  await writeWords(`${root}/build/fuzz/words.dict`);
  const results = [];
  for (const part of parts) {
    const found = `${root}/build/fuzz/${part}`;
    await mkdir(found, { recursive: true });
    const { code, output } = await runToEnd(
      program(part),
      [
        `-max_total_time=${seconds}`,
        `-timeout=${MOST_SECONDS_AN_INPUT}`,
        `-dict=${root}/build/fuzz/words.dict`,
        `-artifact_prefix=${root}/build/fuzz/${part}-`,
        '-max_len=4096',
        '-seed=1',
        found, // what is new goes to the first folder
        kept(part),
      ],
      { capture: true },
    );
    results.push({ part, failed: code !== 0, output });
  }
  return results;
}

const program = (part) => `${root}/build/native-asan/tests/fuzz/fuzz_${part}`;
const kept = (part) => `${root}/tests/fuzz/corpus/${part}`;

/** The words of the language, so that a mutation may be a call. */
async function writeWords(file) {
  const { value } = JSON.parse(await runQuietly(`${root}/build/native/vi`, ['functions']));
  const words = new Set(value.map(({ name }) => name));
  await mkdir(`${root}/build/fuzz`, { recursive: true });
  await writeFile(file, [...words].map((word) => `"${word}("\n`).join(''));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seconds: { type: 'string', default: '60' } },
    });
    const unknown = positionals.filter((part) => !PARTS.includes(part));
    const seconds = Number(values.seconds);
    if (unknown.length > 0 || !(Number.isInteger(seconds) && seconds > 0)) {
      console.error(`npm run fuzz -- [${PARTS.join('|')}…] [--seconds N], N a whole number`);
      return 2;
    }
    const parts = positionals.length > 0 ? positionals : PARTS;
    const results = await fuzz(parts, seconds);
    for (const { part, output } of results) console.log(`── ${part}\n${lastLines(output)}`);
    return results.some(({ failed }) => failed) ? 1 : 0;
  });
}

/** A crash is told in its last lines, and so is how far a clean run came. */
function lastLines(output) {
  return output.trimEnd().split('\n').slice(-40).join('\n');
}

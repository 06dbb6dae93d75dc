// npm test [-- STAGE…]: every test, cheapest first. The last line sums all runners: `N passed, N failed`.
import { readFile, rm } from 'node:fs/promises';
import { build, buildPreset } from './build.mjs';
import { catchCounts, playwrightCounts, settle, vitestCounts } from './counts.mjs';
import { fuzz } from './fuzz.mjs';
import { main, root, runQuietly, runToEnd } from './run.mjs';

const stages = {
  native: { says: 'C++ under sanitizers', run: () => catchStage('native-asan') },
  wasm: { says: 'the same C++ as wasm under Node', run: () => catchStage('wasm-tests') },
  units: { says: 'the door through Node, and the front end', run: unitStage },
  fuzz: { says: 'mutated input through the door', run: fuzzStage },
  browser: { says: 'the built page in Chromium', run: browserStage },
  engines: { says: 'the same in Firefox and WebKitGTK', run: enginesStage },
};

// The list of binaries is CMake's; ctest tells how to start each.
async function catchStage(preset) {
  await buildPreset(preset);
  const { tests } = JSON.parse(await runQuietly('ctest', ['--preset', preset, '--show-only=json-v1']));
  const counts = [];
  for (const { name, command } of tests) {
    const { code, output } = await runToEnd(command[0], command.slice(1), { capture: true });
    const count = settle(catchCounts(output), code);
    if (count.failed > 0) console.log(`${name}\n${output}`);
    counts.push(count);
  }
  return sum(counts.length > 0 ? counts : [{ passed: 0, failed: 1, skipped: 0 }]);
}

async function unitStage() {
  await build(['native', 'wasm']);
  return vitest('tests/vitest.config.ts');
}

// A short run from the corpus that is kept; `npm run fuzz` goes on as long as one likes.
async function fuzzStage() {
  const results = await fuzz();
  const failed = results.filter((result) => result.failed);
  for (const { part, output } of failed) console.log(`fuzz_${part}\n${output}`);
  return { passed: results.length - failed.length, failed: failed.length, skipped: 0 };
}

async function browserStage() {
  await build(['native', 'wasm', 'web']);
  return reported(
    'playwright',
    ['test', '--config', 'tests/web/playwright.config.ts'],
    playwrightCounts,
    (file) => ({
      args: ['--reporter=line,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    }),
  );
}

async function enginesStage() {
  await build(['wasm', 'web']);
  return vitest('tests/web/engines/vitest.config.ts');
}

function vitest(config) {
  return reported('vitest', ['run', '--config', config], vitestCounts, (file) => ({
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  }));
}

async function reported(program, args, read, reportTo) {
  const file = `${root}/build/${program}.json`;
  await rm(file, { force: true });
  const { args: more, env } = reportTo(file);
  const { code, output } = await runToEnd(`${root}/node_modules/.bin/${program}`, [...args, ...more], {
    capture: true,
    env,
  });
  const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  const count = settle(report ? read(report) : { passed: 0, failed: 1, skipped: 0 }, code);
  if (count.failed > 0) console.log(output);
  return count;
}

function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) for (const key in total) total[key] += count[key];
  return total;
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function runStage({ says, run }) {
  console.log(`── ${says}`);
  const start = performance.now();
  const count = await run().catch((problem) => {
    console.error(problem.message);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  console.log(`   ${line(count)} · ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return count;
}

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.error(`unknown stage: ${unknown.join(' ')}. There are: ${Object.keys(stages).join(' ')}`);
    return 2;
  }
  const counts = [];
  for (const name of names.length > 0 ? names : Object.keys(stages))
    counts.push(await runStage(stages[name]));
  const total = sum(counts);
  console.log(line(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

// npm run check: what can be said without a browser. Every lesson (mathematics, prose, schema), types, style, HTML.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { readFolder } from '../web/build/folder.mjs';
import { build } from './build.mjs';
import { format } from './format.mjs';
import { main, root, runToEnd } from './run.mjs';

const bin = (name) => `${root}/node_modules/.bin/${name}`;

const pages = [
  ...['dist/site/index.html', 'dist/site/404.html', 'dist/lesson.html', 'dist/embed/frame.html'],
  ...['dist/lessons/*/site/index.html', 'dist/lessons/*/lesson.html'],
];

async function lessons() {
  const entries = await readdir(`${root}/lessons`, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.map(wholeLesson));
}

/** The file that `vi` reads: where a lesson has cards beside it, one with them among its exercises. */
async function wholeLesson(name) {
  const { document, cards } = await readFolder(`${root}/lessons/${name}`, []);
  if (cards.length === 0) return `lessons/${name}/lesson.json`;
  const folder = `build/lessons/${name}`;
  await mkdir(`${root}/${folder}`, { recursive: true });
  await writeFile(`${root}/${folder}/lesson.json`, JSON.stringify(document));
  return `${folder}/lesson.json`;
}

const checks = {
  'lessons: identities and definitions at random settings': async () => {
    const { code, output } = await runToEnd('build/native/vi', ['check', ...(await lessons())], {
      capture: true,
    });
    for (const line of output.trimEnd().split('\n')) console.log(code === 0 ? summary(line) : line);
    return code === 0;
  },
  'lessons: prose and schema': () => succeeds('node', ['web/build/check.mjs']),
  types: () => succeeds(bin('tsc'), ['--project', 'web/tsconfig.json', '--noEmit']),
  'format and style': () => format({ check: true }).then(() => true),
  html: () => succeeds(bin('html-validate'), ['--config', 'tools/html-validate.json', ...pages]),
};

// One line of `vi check` in a few words.
function summary(line) {
  const { file, settings, identities, definitions } = JSON.parse(line);
  const all = [...Object.values(identities), ...Object.values(definitions)];
  const worst = Math.max(0, ...all.map(({ worst_ratio }) => worst_ratio));
  const counts = `${Object.keys(identities).length} identities, ${Object.keys(definitions).length} definitions`;
  return `${file}: ${counts} hold at ${settings} settings; worst residual ${worst.toPrecision(1)} of its tolerance`;
}

async function succeeds(command, args) {
  const { code, output } = await runToEnd(command, args, { capture: true });
  if (output.trim()) console.log(output.trimEnd());
  return code === 0;
}

await main(async () => {
  await build();
  const failed = [];
  for (const [name, check] of Object.entries(checks)) {
    console.log(`── ${name}`);
    const fine = await check().catch((problem) => {
      console.log(problem.message);
      return false;
    });
    if (!fine) failed.push(name);
  }
  console.log(failed.length > 0 ? `failed: ${failed.join('; ')}` : 'everything is fine');
  return failed.length > 0 ? 1 : 0;
});

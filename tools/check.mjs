// npm run check: what can be said without a browser. Every lesson (mathematics, prose, schema), types, style, HTML.
import { checkFolders } from '../web/author/check-folders.mjs';
import { allLessons } from '../web/build/all-lessons.mjs';
import { build } from './build.mjs';
import { format } from './format.mjs';
import { main, root, runToEnd } from './run.mjs';

const bin = (name) => `${root}/node_modules/.bin/${name}`;

const pages = [
  ...['dist/site/index.html', 'dist/site/404.html', 'dist/lesson.html', 'dist/embed/frame.html'],
  ...['dist/lessons/*/site/index.html', 'dist/lessons/*/lesson.html'],
];

const checks = {
  lessons: async () => (await checkFolders((await allLessons()).map((name) => `lessons/${name}`))) === 0,
  types: () => succeeds(bin('tsc'), ['--project', 'web/tsconfig.json', '--noEmit']),
  'format and style': () => format({ check: true }).then(() => true),
  html: () => succeeds(bin('html-validate'), ['--config', 'tools/html-validate.json', ...pages]),
};

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

// Every product of the page from the lesson and the core: node web/build/build.mjs [--lesson FOLDER] [--out DIR] [--url URL]
//   site/               index.html, assets/, NAME.lesson.json: any sub-path, relative addresses only; installable, and kept for
//                       reading without a network after one visit
//   lesson.html         one file that opens from disk
//   scorm/NAME-1.2.zip, NAME-2004.zip  the same for a learning management system
//   embed/vi-lesson.js  <vi-lesson>, <vi-figure>, <vi-exercise>, <vi-cards> with everything inside; vi-lesson-small.js the same
//                       with core and lesson beside it; frame.html for an <iframe>, frame-host.js beside it; what editors know
// Without --lesson: the main lesson as above, and of every other of lessons/ site/ and lesson.html under lessons/NAME/, its packages
// under scorm/, and embed/NAME.lesson.json for <vi-lesson src="NAME.lesson.json">: theirs is no script of their own.
// What an earlier build left in DIR is replaced; anything else that lies there stays.
// Exit 0 fine · 2 bad input (the lesson says where) · 70 internal.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCore } from '../core/core.mjs';
import { allLessons } from './all-lessons.mjs';
import { BadInput } from './bad-input.mjs';
import { bundleScript, bundleStyles } from './bundle.mjs';
import { compileLesson } from './compile.mjs';
import { bytesFor, FULL } from './core-file.mjs';
import { buildEmbed } from './embed.mjs';
import { readFolder, whereWritten, withLines } from './folder.mjs';
import { cutFonts } from './fonts.mjs';
import { tryMappings } from './mappings.mjs';
import { problemOf } from './mathematics.mjs';
import { SERVICE_WORKER, writeServiceWorker } from './offline.mjs';
import { buildScorm, buildSingle } from './one-file.mjs';
import { inlineScript } from './pages.mjs';
import { plainArticle } from './plain-article.mjs';
import { prerender } from './prerender.mjs';
import { printProblem } from './problem.mjs';
import { fileOf, removeHashed } from './product-files.mjs';
import { buildSite } from './site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = 'variational-inference-for-rl';
const STYLES = 'styles/product.css';
/**
 * @param url where the site will stand, for previews of links; nothing else depends on it
 * @param beside the products of another lesson: what is embedded or packed goes there, and no embed script is made
 * @param hosted folders of lessons that this one's embed is to show as well
 */
export async function buildProducts({
  lesson,
  out,
  url = undefined,
  beside = undefined,
  hosted = [],
  wasm = /** @type {URL | string} */ (FULL),
}) {
  const { compiled, problems, cards } = await compileLesson(lesson);
  if (problems.length > 0) throw await refused(lesson, problems);
  const full = await readFile(wasm);
  const core = await loadCore(full);
  const drawn = await evaluated({ compiled, core }).catch(async (problem) => {
    throw isRefusal(problem) ? await refused(lesson, [whereWritten(problemOf(problem), cards)]) : problem;
  });
  const others = await Promise.all(hosted.map(async (folder) => (await readFolder(folder, [])).document));
  const bytes = await bytesFor([compiled.document, ...others], { bytes: full, core });
  const common = await commonParts();
  // What the core may write stands in its bytes.
  const written = [JSON.stringify(compiled), drawn.article, bytes.toString('latin1')].join('\n');
  const styles = await cutFonts(common.styles, written);
  const material = { ...common, bytes, compiled, url, article: drawn.article, rules: drawn.css, styles };
  for (const folder of ['site/assets', 'embed']) await removeHashed(join(out, folder));
  const write = (path, content) => writeTo(join(out, path), content);
  const released = [];
  await buildSite({ ...material, offline: SERVICE_WORKER }, (path, content) => {
    released.push(path);
    return write(join('site', path), content);
  });
  await writeServiceWorker(join(out, 'site'), released);
  await buildSingle(material, write);
  await buildScorm(material, (path, content) => writeTo(join(beside ?? out, 'scorm', path), content));
  const embed = join(beside ?? out, 'embed');
  const embedded = { ...compiled, article: plainArticle(drawn.article) };
  await writeTo(join(embed, fileOf(compiled)), JSON.stringify(embedded));
  if (!beside) await buildEmbed(material, embedded, (path, content) => writeTo(join(embed, path), content));
}

/** What no lesson changes: what every page has of script and style. */
export async function commonParts() {
  return {
    worker: await bundleScript('core/worker.ts'),
    guard: inlineScript(await bundleScript('guard.ts')),
    styles: await bundleStyles(STYLES),
  };
}

/** The main lesson, and every other beside it. */
async function buildAll({ out, url }) {
  const folders = (await allLessons()).map((name) => join(root, 'lessons', name));
  const [main, others] = [join(root, 'lessons', MAIN), folders.filter((folder) => basename(folder) !== MAIN)];
  await buildProducts({ lesson: main, out, url, hosted: others });
  for (const lesson of others)
    await buildProducts({ lesson, out: join(out, 'lessons', basename(lesson)), beside: out });
}

async function writeTo(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function refused(lesson, problems) {
  return new BadInput((await withLines(lesson, problems)).map(printProblem).join('\n'));
}

async function evaluated({ compiled, core }) {
  tryMappings(compiled.document, core);
  return prerender({ compiled, core });
}

// By name, since the page's own elements throw theirs from another realm. What is `internal` is no lesson's doing.
function isRefusal(problem) {
  return problem?.name === 'ViError' && problem.code !== 'internal';
}

async function main() {
  const options = { lesson: { type: 'string' }, out: { type: 'string' }, url: { type: 'string' } };
  const { values } = parseArgs({ options });
  const { lesson, url } = values;
  const out = resolve(values.out ?? join(root, 'dist'));
  if (lesson) await buildProducts({ lesson: resolve(lesson), out, url });
  else await buildAll({ out, url });
  console.log(`built ${out}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((problem) => {
    console.error(problem instanceof BadInput ? problem.message : problem);
    process.exitCode = problem instanceof BadInput ? 2 : 70;
  });
}

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

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCore } from '../core/core.mjs';
import { allLessons } from './all-lessons.mjs';
import { BadInput } from './bad-input.mjs';
import { ascii, bundleModules, bundleScript, bundleStyles } from './bundle.mjs';
import { compileLesson } from './compile.mjs';
import { elementsManifest, elementTypes } from './embed-manifest.mjs';
import { whereWritten, withLines } from './folder.mjs';
import { cutFonts, withFontsInside } from './fonts.mjs';
import { escapeHtml } from './html.mjs';
import { tryMappings } from './mappings.mjs';
import { problemOf } from './mathematics.mjs';
import { webManifest, writeServiceWorker } from './offline.mjs';
import { aboutOf, contentsOf, fillTemplate, inlineScript, singlePolicy, sitePolicy } from './pages.mjs';
import { plainArticle } from './plain-article.mjs';
import { prerender } from './prerender.mjs';
import { printProblem } from './problem.mjs';
import { scormPackage, VERSIONS, versionMark } from './scorm.mjs';
import { shadowStyles } from './shadow-styles.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = 'variational-inference-for-rl';
const WASM = join(root, 'build/wasm/vi.wasm');
const STYLES = 'styles/product.css';
/** The faces of almost every formula: asked for at once, so that lines do not move when they come. */
const FIRST_FONTS = /KaTeX_(Main-Regular|Math-Italic)/;
/** A product whose name changes with its content would pile up; all others are written over. */
const HASHED = /^(?:page|katex|lesson|vi|worker|KaTeX_\w+-\w+)-[0-9a-f]{10}\.(?:css|js|json|wasm|woff2)$/;

/**
 * @param url where the site will stand, for previews of links; nothing else depends on it
 * @param beside the products of another lesson: what is embedded or packed goes there, and no embed script is made
 */
export async function buildProducts({ lesson, out, url = undefined, beside = undefined, wasm = WASM }) {
  const { compiled, problems, cards } = await compileLesson(lesson);
  if (problems.length > 0) throw await refused(lesson, problems);
  const common = await commonParts(wasm);
  const core = await loadCore(common.bytes);
  const drawn = await evaluated({ compiled, core }).catch(async (problem) => {
    throw isRefusal(problem) ? await refused(lesson, [whereWritten(problemOf(problem), cards)]) : problem;
  });
  // What the core may write stands in its bytes.
  const written = [JSON.stringify(compiled), drawn.article, common.bytes.toString('latin1')].join('\n');
  const styles = await cutFonts(common.styles, written);
  const material = { ...common, compiled, url, article: drawn.article, rules: drawn.css, styles };
  await removeHashed(join(out, 'site/assets'));
  const write = (path, content) => writeTo(join(out, path), content);
  const released = [];
  await buildSite(material, (path, content) => {
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

/** What no lesson changes: the core, and what every page has of script and style. */
export async function commonParts(wasm = WASM) {
  return {
    bytes: await readFile(wasm),
    worker: await bundleScript('core/worker.ts'),
    guard: inlineScript(await bundleScript('guard.ts')),
    styles: await bundleStyles(STYLES),
  };
}

/** The main lesson, and every other beside it. */
async function buildAll({ out, url }) {
  await buildProducts({ lesson: join(root, 'lessons', MAIN), out, url });
  for (const name of (await allLessons()).filter((name) => name !== MAIN)) {
    const lesson = join(root, 'lessons', name);
    await buildProducts({ lesson, out: join(out, 'lessons', name), beside: out });
  }
}

async function writeTo(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function fileOf({ name }) {
  return `${name}.lesson.json`;
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

async function removeHashed(folder) {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (HASHED.test(name)) await rm(join(folder, name));
}

/** @param write (path, content): each file of the site as it is made */
export async function buildSite({ compiled, url, bytes, article, rules, worker, guard, styles }, write) {
  const asset = async (name, content) => {
    const path = `assets/${withHash(name, content)}`;
    await write(path, content);
    return path;
  };
  const { css, fonts } = styles;
  for (const { fileName, source } of fonts) await write(`assets/${fileName}`, source);
  const sheet = await asset('page.css', css + rules);
  const scripts = await bundleModules('site.ts', 'page');
  for (const { fileName, code } of scripts) await write(`assets/${fileName}`, code);
  const core = await asset('vi.wasm', bytes);
  const workerPath = await asset('worker.js', worker);
  const { article: _, ...rest } = compiled;
  const lesson = await asset('lesson.json', JSON.stringify(rest));
  await write(fileOf(compiled), JSON.stringify(compiled));
  const early = fonts.filter(({ fileName }) => FIRST_FONTS.test(fileName));
  const head = [
    `<script>${guard}</script>`,
    ...early.map(
      ({ fileName }) =>
        `<link rel="preload" as="font" type="font/woff2" crossorigin href="assets/${fileName}">`,
    ),
    `<link rel="stylesheet" href="${sheet}">`,
    `<link id="vi-core" rel="preload" as="fetch" crossorigin href="${core}">`,
    `<link id="vi-lesson" rel="preload" as="fetch" crossorigin href="${lesson}">`,
    `<link id="vi-worker" rel="alternate" href="${workerPath}">`,
    '<link rel="manifest" href="lesson.webmanifest">',
    '<link rel="apple-touch-icon" href="icon-192.png">',
    `<script type="module" src="assets/${scripts[0].fileName}"></script>`,
  ];
  const parts = { url, policy: sitePolicy(guard), head: head.join('\n'), scripts: '' };
  await write('index.html', await page(compiled, article, parts));
  await write('lesson.webmanifest', webManifest(compiled));
  for (const icon of ['icon.svg', 'icon-192.png', 'icon-512.png'])
    await write(icon, await readFile(join(root, 'web/offline/icons', icon)));
  await write('404.html', await readFile(join(root, 'web/404.html')));
}

async function buildSingle(material, write) {
  await write('lesson.html', await (await onePage(material, 'single.ts'))());
}

async function buildScorm(material, write) {
  const { compiled } = material;
  const pageWith = await onePage(material, 'scorm/lesson.ts');
  for (const version of VERSIONS) {
    const content = scormPackage(compiled, await pageWith(versionMark(version)), version);
    await write(`${compiled.name}-${version}.zip`, content);
  }
}

/** Everything in one file, whose script `entry` is: what makes that file, with more in its head if need be. */
async function onePage({ compiled, bytes, article, rules, worker, guard, styles }, entry) {
  const { article: _, ...lesson } = compiled;
  const supplies = { core: bytes.toString('base64'), worker, lesson };
  const script = inlineScript(await bundleScript(entry, { supplies }));
  const sheet = withFontsInside(styles) + rules;
  const policy = singlePolicy([guard, script], [sheet]);
  return (more = '') => {
    const head = `${more}<script>${guard}</script><style>${sheet}</style>`;
    return page(compiled, article, { policy, head, scripts: `<script>${script}</script>` });
  };
}

async function buildEmbed({ bytes, rules, worker, styles }, lesson, write) {
  const shared = { worker, styles: shadowStyles(withFontsInside(styles)) + rules };
  const whole = { ...shared, core: bytes.toString('base64'), lesson, apart: null };
  const apart = { core: 'vi.wasm', lesson: fileOf(lesson) };
  const small = { ...shared, core: '', lesson: null, apart };
  await write('vi-lesson.js', ascii(await bundleScript('embed/vi-lesson.ts', { supplies: whole })));
  await write('vi-lesson-small.js', ascii(await bundleScript('embed/vi-lesson.ts', { supplies: small })));
  await write(apart.core, bytes);
  await write('custom-elements.json', elementsManifest());
  await write('vi-lesson.d.ts', elementTypes(await readFile(join(root, 'web/lesson/events.ts'), 'utf8')));
  await write('frame.js', await bundleScript('embed/frame.ts'));
  await write('frame-host.js', await bundleScript('embed/frame-host.ts'));
  for (const file of ['frame.html', 'frame.css'])
    await write(file, await readFile(join(root, 'web/embed', file)));
}

function page({ title, name, document, sections }, article, { url, policy, head, scripts }) {
  const { description, language = 'en' } = document;
  const parts = { title: escapeHtml(title), name: escapeHtml(name), contents: contentsOf(sections) };
  parts.beside = parts.contents ? ' vi-beside' : '';
  const about = aboutOf({ title, description, url });
  return fillTemplate({ ...parts, language, about, policy: escapeHtml(policy), head, scripts, article });
}

function withHash(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  return name.replace(/(\.\w+)$/, `-${hash}$1`);
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

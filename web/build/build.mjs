// Every product of the page from the lesson and the core: node web/build/build.mjs [--lesson FOLDER] [--out DIR] [--url URL]
//   site/               index.html, assets/, NAME.lesson.json: any sub-path, relative addresses only; installable, and kept for
//                       reading without a network after one visit
//   lesson.html         one file that opens from disk
//   embed/vi-lesson.js  <vi-lesson> with everything inside; embed/frame.html for an <iframe>, embed/frame-host.js beside it
// What an earlier build left in DIR is replaced; anything else that lies there stays.
// Exit 0 fine · 2 bad input (the lesson says where) · 70 internal.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCore } from '../core/core.mjs';
import { BadInput } from './bad-input.mjs';
import { ascii, bundleScript, bundleStyles, usedFaces } from './bundle.mjs';
import { compileLesson } from './compile.mjs';
import { whereWritten, withLines } from './folder.mjs';
import { escapeHtml } from './html.mjs';
import { tryMappings } from './mappings.mjs';
import { problemOf } from './mathematics.mjs';
import { webManifest, writeServiceWorker } from './offline.mjs';
import { aboutOf, contentsOf, fillTemplate, inlineScript, singlePolicy, sitePolicy } from './pages.mjs';
import { prerender } from './prerender.mjs';
import { printProblem } from './problem.mjs';
import { shadowStyles } from './shadow-styles.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const STYLES = 'styles/product.css';
/** The faces of almost every formula: asked for at once, so that lines do not move when they come. */
const FIRST_FONTS = /KaTeX_(Main-Regular|Math-Italic)/;
/** A product whose name changes with its content would pile up; all others are written over. */
const HASHED = /^(?:(?:page|vi|worker)-[0-9a-f]{10}\.(?:css|js|wasm)|KaTeX_\w+-\w+-[\w-]{8}\.woff2)$/;

/** @param url where the site will stand, for previews of links; nothing else depends on it */
export async function buildProducts({
  lesson,
  out,
  url = undefined,
  wasm = join(root, 'build/wasm/vi.wasm'),
}) {
  const { compiled, problems, cards } = await compileLesson(lesson);
  if (problems.length > 0) throw await refused(lesson, problems);
  const bytes = await readFile(wasm);
  const core = await loadCore(bytes);
  const drawn = await evaluated({ compiled, core }).catch(async (problem) => {
    throw isRefusal(problem) ? await refused(lesson, [whereWritten(problemOf(problem), cards)]) : problem;
  });
  const material = {
    compiled,
    url,
    bytes,
    article: drawn.article,
    rules: drawn.css,
    worker: await bundleScript('core/worker.ts'),
    inlined: (await bundleStyles(STYLES, { inlineFonts: true })).css,
  };
  await removeHashed(join(out, 'site/assets'));
  const write = async (path, content) => {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), content);
  };
  const released = [];
  await buildSite(material, (path, content) => {
    released.push(path);
    return write(join('site', path), content);
  });
  await writeServiceWorker(join(out, 'site'), released);
  await buildSingle(material, write);
  await buildEmbed(material, (path, content) => write(join('embed', path), content));
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
export async function buildSite({ compiled, url, bytes, article, rules, worker }, write) {
  const asset = async (name, content) => {
    const path = `assets/${withHash(name, content)}`;
    await write(path, content);
    return path;
  };
  const { css, fonts } = await bundleStyles(STYLES, { inlineFonts: false });
  for (const { fileName, source } of fonts) await write(`assets/${fileName}`, source);
  const sheet = await asset('page.css', css.replace(/url\((?:\.\/)?/g, 'url(') + rules);
  const script = await asset('page.js', await bundleScript('site.ts', { format: 'es' }));
  const core = await asset('vi.wasm', bytes);
  const workerPath = await asset('worker.js', worker);
  const lesson = `${compiled.name}.lesson.json`;
  await write(lesson, JSON.stringify(compiled));
  const early = fonts.filter(({ fileName }) => FIRST_FONTS.test(fileName));
  const head = [
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
    `<script type="module" src="${script}"></script>`,
  ];
  const parts = { url, policy: sitePolicy, head: head.join('\n'), scripts: '' };
  await write('index.html', await page(compiled, article, parts));
  await write('lesson.webmanifest', webManifest(compiled));
  for (const icon of ['icon.svg', 'icon-192.png', 'icon-512.png'])
    await write(icon, await readFile(join(root, 'web/offline/icons', icon)));
  await write('404.html', await readFile(join(root, 'web/404.html')));
}

async function buildSingle({ compiled, bytes, article, rules, worker, inlined }, write) {
  const { article: _, ...lesson } = compiled;
  const supplies = { core: bytes.toString('base64'), worker, lesson };
  const script = inlineScript(await bundleScript('single.ts', { supplies }));
  // What the core may write stands in its bytes.
  const written = [JSON.stringify(lesson), article, bytes.toString('latin1')].join('\n');
  const styles = usedFaces(inlined, written) + rules;
  const policy = singlePolicy([script], [styles]);
  const parts = { policy, head: `<style>${styles}</style>`, scripts: `<script>${script}</script>` };
  await write('lesson.html', await page(compiled, article, parts));
}

async function buildEmbed({ compiled, bytes, article, rules, worker, inlined }, write) {
  const lesson = { ...compiled, article };
  const styles = shadowStyles(inlined) + rules;
  const supplies = { core: bytes.toString('base64'), worker, lesson, styles };
  await write('vi-lesson.js', ascii(await bundleScript('embed/vi-lesson.ts', { supplies })));
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
  const lesson = resolve(values.lesson ?? join(root, 'lessons/variational-inference-for-rl'));
  const out = resolve(values.out ?? join(root, 'dist'));
  await buildProducts({ lesson, out, url: values.url });
  console.log(`built ${out}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((problem) => {
    console.error(problem instanceof BadInput ? problem.message : problem);
    process.exitCode = problem instanceof BadInput ? 2 : 70;
  });
}

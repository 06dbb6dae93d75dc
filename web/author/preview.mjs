// The preview: a lesson in the browser while it is written. A change is read and shown at once and only then tried at random
// settings; what cannot be shown leaves the page before it standing, with the problem over it (preview/client.ts).
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { commonParts } from '../build/build.mjs';
import { bundleScript } from '../build/bundle.mjs';
import { createTools, readLesson } from '../build/check.mjs';
import { FULL } from '../build/core-file.mjs';
import { withLines } from '../build/folder.mjs';
import { trials } from '../build/mathematics.mjs';
import { placeOf, printProblem, saidOf } from '../build/problem.mjs';
import { buildSite } from '../build/site.mjs';
import { Channel } from './channel.mjs';
import { followFolder } from './watch.mjs';

const STYLES = fileURLToPath(new URL('./preview/client.css', import.meta.url));
const EVENTS = '/preview/events';

/**
 * @param say takes lines for the terminal
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function preview(folder, { port = 0, orAny = false, say = () => {} } = {}) {
  const out = await mkdtemp(join(tmpdir(), 'vi-preview-'));
  const channel = new Channel();
  const [tools, material] = await Promise.all([createTools(), prepare(out)]);
  const site = await serve(out, { port, orAny, answer: (...visit) => answer(channel, ...visit) });
  const desk = { folder, out, tools, material, channel, say, build: 0 };
  const following = followFolder(
    folder,
    (signal) => show(desk, signal),
    (problem) => say(problem.stack),
  );
  return {
    url: site.url,
    async close() {
      await following.close();
      await site.close();
      await rm(out, { recursive: true });
    },
  };
}

function answer(channel, { url }, response) {
  if (url !== EVENTS) return false;
  channel.open(response);
  return true;
}

/** What no lesson changes. */
async function prepare(out) {
  await mkdir(join(out, 'preview'));
  await copyFile(STYLES, join(out, 'preview/client.css'));
  await writeFile(join(out, 'preview/client.js'), await bundleScript('author/preview/client.ts'));
  await writeFile(join(out, 'index.html'), withClient(EMPTY, 0));
  return { ...(await commonParts()), bytes: await readFile(FULL), rules: '' };
}

const EMPTY = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Preview</title></head>
<body></body>
</html>`;

function withClient(html, build) {
  const client = `<link rel="stylesheet" href="preview/client.css">
<script defer src="preview/client.js" data-build="${build}"></script>
</head>`;
  return html.replace('</head>', client);
}

/** One state of the files: shown, and then tried. */
async function show(desk, signal) {
  const start = performance.now();
  const { compiled, document, cards, problems } = await readLesson(desk.folder, desk.tools);
  const broken = problems.some(({ sound }) => !sound);
  if (!broken) await write(desk, compiled);
  if (signal.aborted) return;
  for (const problem of problems) desk.say(printProblem(problem));
  tell(desk, { broken, problems, checking: !broken });
  if (broken) return;
  desk.say(`shown after ${(performance.now() - start).toFixed(0)} ms`);
  const tried = await trials({ document, cards, core: desk.tools.core, signal }).catch((problem) => {
    if (!signal.aborted) throw problem;
  });
  if (!tried || signal.aborted) return;
  const found = await withLines(desk.folder, tried.problems);
  for (const problem of found) desk.say(printProblem(problem));
  tell(desk, { broken, problems: [...problems, ...found], checking: false, summary: tried.summary });
}

async function write(desk, compiled) {
  const { out, material } = desk;
  // Of this run of the preview: a page that an earlier one left open is another.
  desk.build = (desk.build || Date.now()) + 1;
  await buildSite({ ...material, compiled, article: compiled.article }, async (path, content) => {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), path === 'index.html' ? withClient(content, desk.build) : content);
  });
}

function tell({ channel, build }, { problems, ...state }) {
  const said = problems.map((problem) => ({ place: placeOf(problem), says: saidOf(problem) }));
  channel.tell({ build, ...state, problems: said });
}

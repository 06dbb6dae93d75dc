// site/: a page with everything beside it, at any sub-path. What of it is kept for reading without a network: offline.mjs.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleModules } from './bundle.mjs';
import { webManifest } from './offline.mjs';
import { pageOf, sitePolicy } from './pages.mjs';
import { fileOf, withHash } from './product-files.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
/** The faces of almost every formula: asked for at once, so that lines do not move when they come. */
const FIRST_FONTS = /KaTeX_(Main-Regular|Math-Italic)/;

/**
 * @param offline the address of the service worker, if there is to be one
 * @param write (path, content): each file of the site as it is made
 */
export async function buildSite(
  { compiled, url, bytes, article, rules, worker, guard, styles, offline = undefined },
  write,
) {
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
    ...(offline ? [`<link id="vi-offline" rel="alternate" href="${offline}">`] : []),
    '<link rel="manifest" href="lesson.webmanifest">',
    '<link rel="apple-touch-icon" href="icon-192.png">',
    `<script type="module" src="assets/${scripts[0].fileName}"></script>`,
  ];
  const parts = { url, policy: sitePolicy(guard), head: head.join('\n'), scripts: '' };
  await write('index.html', await pageOf(compiled, article, parts));
  await write('lesson.webmanifest', webManifest(compiled));
  for (const icon of ['icon.svg', 'icon-192.png', 'icon-512.png'])
    await write(icon, await readFile(`${web}offline/icons/${icon}`));
  await write('404.html', await readFile(`${web}404.html`));
}

// embed/: a lesson, or a part of one, on somebody else's page. The whole edition is one file; of the small one everything that
// is not its script lies beside it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ascii, bundleModules, bundleScript } from './bundle.mjs';
import { elementsManifest, elementTypes } from './embed-manifest.mjs';
import { withFacesApart } from './fonts.mjs';
import { fileOf } from './product-files.mjs';
import { shadowStyles } from './shadow-styles.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = 'embed/vi-lesson.ts';
const CORE = 'vi.wasm';

/** @param lesson compiled, its article as an embed carries it */
export async function buildEmbed(material, lesson, write) {
  await write('vi-lesson.js', await wholeScript(material, lesson));
  await write('vi-lesson-small.js', await smallScript(material, lesson, write));
  await write('custom-elements.json', elementsManifest());
  await write('vi-lesson.d.ts', elementTypes(await readFile(`${web}lesson/events.ts`, 'utf8')));
  await write('frame.js', await bundleScript('embed/frame.ts'));
  await write('frame-host.js', await bundleScript('embed/frame-host.ts'));
  for (const file of ['frame.html', 'frame.css']) await write(file, await readFile(`${web}embed/${file}`));
}

async function wholeScript({ bytes, worker, ...material }, lesson) {
  const looks = looksOf(material, ({ source }) => Buffer.from(source).toString('base64'));
  const supplies = { ...looks, worker, core: bytes.toString('hex'), lesson, apart: null };
  return ascii(await bundleScript(ENTRY, { supplies }));
}

async function smallScript({ bytes, worker, ...material }, lesson, write) {
  const looks = looksOf(material, ({ fileName }) => fileName);
  for (const { fileName, source } of material.styles.fonts) await write(fileName, source);
  const [katex] = await bundleModules('embed/katex.ts', 'katex', { isImported: true });
  await write(katex.fileName, katex.code);
  await write(CORE, bytes);
  const apart = { core: CORE, lesson: fileOf(lesson), katex: katex.fileName };
  const supplies = { ...looks, worker, core: '', lesson: null, apart };
  const instead = { 'elements/katex.ts': 'embed/katex-beside.ts' };
  return ascii(await bundleScript(ENTRY, { supplies, instead }));
}

function looksOf({ styles, rules }, sourceOf) {
  const { css, faces } = withFacesApart(styles, sourceOf);
  return { styles: shadowStyles(css) + rules, faces };
}

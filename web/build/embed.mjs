// embed/: a lesson, or a part of one, on somebody else's page.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ascii, bundleScript } from './bundle.mjs';
import { elementsManifest, elementTypes } from './embed-manifest.mjs';
import { withFontsInside } from './fonts.mjs';
import { fileOf } from './product-files.mjs';
import { shadowStyles } from './shadow-styles.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));

export async function buildEmbed({ bytes, rules, worker, styles }, lesson, write) {
  const shared = { worker, styles: shadowStyles(withFontsInside(styles)) + rules };
  const whole = { ...shared, core: bytes.toString('base64'), lesson, apart: null };
  const apart = { core: 'vi.wasm', lesson: fileOf(lesson) };
  const small = { ...shared, core: '', lesson: null, apart };
  await write('vi-lesson.js', ascii(await bundleScript('embed/vi-lesson.ts', { supplies: whole })));
  await write('vi-lesson-small.js', ascii(await bundleScript('embed/vi-lesson.ts', { supplies: small })));
  await write(apart.core, bytes);
  await write('custom-elements.json', elementsManifest());
  await write('vi-lesson.d.ts', elementTypes(await readFile(`${web}lesson/events.ts`, 'utf8')));
  await write('frame.js', await bundleScript('embed/frame.ts'));
  await write('frame-host.js', await bundleScript('embed/frame-host.ts'));
  for (const file of ['frame.html', 'frame.css']) await write(file, await readFile(`${web}embed/${file}`));
}

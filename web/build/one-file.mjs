// lesson.html, and the same page in the packages of learning management systems: everything in one file, fetching nothing.
import { bundleScript } from './bundle.mjs';
import { withFontsInside } from './fonts.mjs';
import { inlineScript, pageOf, singlePolicy } from './pages.mjs';
import { scormPackage, VERSIONS, versionMark } from './scorm.mjs';

export async function buildSingle(material, write) {
  await write('lesson.html', await (await onePage(material, 'single.ts'))());
}

export async function buildScorm(material, write) {
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
  const supplies = { core: bytes.toString('hex'), worker, lesson };
  const script = inlineScript(await bundleScript(entry, { supplies }));
  const sheet = withFontsInside(styles) + rules;
  const policy = singlePolicy([guard, script], [sheet]);
  return (more = '') => {
    const head = `${more}<script>${guard}</script><style>${sheet}</style>`;
    return pageOf(compiled, article, { policy, head, scripts: `<script>${script}</script>` });
  };
}

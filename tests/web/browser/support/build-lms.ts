// An LMS of its own for the tests: a page with scorm-again in it, and both packages unzipped beside it.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** @param packages where the build has put the packages of the lesson `name` */
export async function buildLms(packages: string, name: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await cp(join(root, 'tests/web/fixtures/lms.html'), join(out, 'lms.html'));
  for (const script of ['scorm12.min.js', 'scorm2004.min.js'])
    await cp(join(root, 'node_modules/scorm-again/dist', script), join(out, script));
  for (const version of ['1.2', '2004']) {
    const files = unzipSync(await readFile(join(packages, `${name}-${version}.zip`)));
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(out, version, path)), { recursive: true });
      await writeFile(join(out, version, path), content);
    }
  }
}

// The real lesson's site with some of its sections only: a test of one exercise need not wait for fourteen others to load.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const excerpts = new URL('../../../../build/excerpts/', import.meta.url);
const SECTION = /<section class="vi-section[^"]*" aria-labelledby="([^"]*)">/g;

/** Answers the folder, made anew, of `site` with the sections of these names and nothing else between head and foot. */
export async function excerpt(site: string, names: readonly string[], reader: number): Promise<string> {
  const folder = fileURLToPath(new URL(`${reader}-${names.join('-')}/`, excerpts));
  await rm(folder, { recursive: true, force: true });
  await cp(site, folder, { recursive: true });
  const page = await readFile(`${folder}index.html`, 'utf8');
  await writeFile(`${folder}index.html`, without(page, names));
  return folder;
}

/** From where each section that is not asked for begins to where the next one does; the last ends the article. */
function without(page: string, names: readonly string[]): string {
  const sections = [...page.matchAll(SECTION)].map(({ index, 1: name }) => ({ begin: index, name: name! }));
  const missing = names.filter((name) => !sections.some((section) => section.name === name));
  if (missing.length > 0) throw new Error(`no section ${missing.join(', ')} in the page`);
  const end = page.lastIndexOf('</section>') + '</section>'.length;
  const kept = sections.map(({ begin, name }, i) =>
    names.includes(name) ? page.slice(begin, sections[i + 1]?.begin ?? end) : '',
  );
  return page.slice(0, sections[0]!.begin) + kept.join('') + page.slice(end);
}

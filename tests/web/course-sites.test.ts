import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}web/docs/course-sites.md`, 'utf8');
/** What every site has already, or npm writes. */
const UNSHOWN = /^(package-lock\.json|\.npmrc|public\/favicon\.svg)$/;

function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names.filter((name) => statSync(`${folder}/${name}`).isFile() && !UNSHOWN.test(name)).sort();
}

describe.each(['Starlight', 'MkDocs'])('what a page says to write for %s', (name) => {
  const folder = `${root}tests/hosts/${name.toLowerCase()}`;
  const section = page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
  const shown = [...section.matchAll(/^```\w+ title="([^"]+)"\n(.*?)^```$/gms)];

  it('is every file of the site that the tests build', () => {
    expect(shown.map(([, file]) => file).sort()).toEqual(filesOf(folder));
  });

  it.each(shown.map(([, file, text]) => [file as string, text]))('%s, to the letter', (file, text) => {
    expect(text).toBe(readFileSync(`${folder}/${file}`, 'utf8'));
  });
});

// "Prose never contains a result": a decimal of three or more digits after the point that an author typed would stay
// when everything around it moves. Code, math and live numbers are left alone.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMarkdown } from './markdown.mjs';

const RESULT = /[-−]?\d+\.\d{3,}/;

export async function typedResults(folder) {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.md')).sort();
  const found = [];
  for (const file of files) found.push(...inProse(file, await readFile(join(folder, file), 'utf8')));
  return found;
}

function inProse(file, source) {
  const found = [];
  for (const token of createMarkdown().parse(source, {})) {
    let line = token.map?.[0] ?? 0;
    for (const child of token.children ?? []) {
      if (/^(soft|hard)break$/.test(child.type)) line++;
      const result = child.type === 'text' && RESULT.exec(child.content)?.[0];
      if (result)
        found.push({
          file,
          line: line + 1,
          message: `the result ${result} is typed in`,
          hint: 'name the quantity: {{name:3}}',
          sound: true,
        });
    }
  }
  return found;
}

// The published schemas, as an editor applies them: each to its own file.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8'));

const ajv = new Ajv2020({ strict: false, schemas: [await read('lessons/lesson.schema.json')] });
const isLesson = ajv.getSchema('lesson.schema.json') as (value: unknown) => boolean;
const isCards = ajv.compile(await read('lessons/cards.schema.json'));

/** Faults of the fixtures that are a matter of shape; the others lie in what the lesson computes. */
const MISSHAPEN = [
  'expression-too-long',
  'identity-without-right',
  'list-instead',
  'no-scenes',
  'proto-key',
  'quantity-is-a-list',
  'range-of-one',
  'two-kinds-of-step',
  'unknown-face',
  'unknown-field',
];

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${path}/${name}`);
}

describe('the schemas', async () => {
  it.each(['web/author/starter', ...(await foldersIn('lessons'))])('accept %s', async (folder) => {
    expect(isLesson(await read(`${folder}/lesson.json`))).toBe(true);
    const cards = await read(`${folder}/cards.json`).catch(() => ({}));
    expect(isCards(cards)).toBe(true);
  });

  it('refuse each broken lesson whose fault is its shape, and no other', async () => {
    const refused: string[] = [];
    for (const folder of await foldersIn('tests/fixtures/lessons')) {
      const text = await readFile(join(root, folder, 'lesson.json'), 'utf8');
      try {
        if (!isLesson(JSON.parse(text.replace(/^\uFEFF/, ''))))
          refused.push(folder.split('/').at(-1) as string);
      } catch {
        // No JSON: an editor says so without a schema.
      }
    }
    expect(refused).toEqual(MISSHAPEN);
  });

  it('refuse a card that is none', () => {
    expect(isCards({ again: { kind: 'anwsers' } })).toBe(false);
  });
});

// What fuzzing found worth keeping is accepted or refused alike by both hosts, with the same code.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hosts, type Reply } from '../reference/hosts.ts';

const corpus = new URL('corpus/', import.meta.url);

/** As door_fuzz.cpp asks; a request that is no JSON stays out, since the native program reads one a line. */
const asked: Record<string, (text: string) => object> = {
  expression: (expression) => ({ op: 'evaluate', expression, faces: ['symbolic', 'substituted', 'exact'] }),
  learner: (text) => ({ op: 'answer.read', text, free: ['x'] }),
  lesson: (text) => ({ op: 'lesson.load', lesson: JSON.parse(text) }),
  request: (text) => JSON.parse(text),
};

function requests(part: string): object[] {
  const folder = new URL(`${part}/`, corpus);
  return readdirSync(folder).flatMap((file) => {
    try {
      return [asked[part]!(readFileSync(new URL(file, folder), 'utf8'))];
    } catch {
      return []; // no JSON
    }
  });
}

describe.each(Object.keys(asked))('the corpus of %s', (part) => {
  it('has the same outcome natively and in wasm', async () => {
    const all = requests(part);
    expect(all.length).toBeGreaterThan(0);
    const outcomes = async (host: string) =>
      (await hosts[host]!(all)).map((text) => (JSON.parse(text) as Reply).error?.code ?? 'ok');
    const [native, wasm] = [await outcomes('native'), await outcomes('wasm')];
    const apart = all.filter((_, i) => native[i] !== wasm[i]).map((request) => JSON.stringify(request));
    expect(apart).toEqual([]);
  });
});

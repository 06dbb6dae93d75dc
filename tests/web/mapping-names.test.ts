// What an author is told of a mapping exercise whose names do not fit.
import { beforeEach, describe, expect, it } from 'vitest';
import { checkMappings, tryMappings } from '../../web/build/mappings.mjs';
import { Names } from '../../web/build/names.mjs';
import { FIRST_SEED, named } from '../../web/lesson/action-names.ts';
import type { MappingData, Question } from '../../web/lesson/mapping-data.ts';
import { openCore, openDocument } from './fixtures/lesson.ts';

const words = (data: MappingData) => JSON.stringify(data.questions);

let document: Awaited<ReturnType<typeof openDocument>>;
let mapping: MappingData;
const problems = () => {
  const found: string[] = [];
  checkMappings(document, new Names(document), (path: string, message: string, hint: string) =>
    found.push(`${path}: ${message}; ${hint}`),
  );
  return found;
};

beforeEach(async () => {
  document = await openDocument();
  mapping = document.exercises?.rlhf_mapping as MappingData;
});

describe('a mapping exercise', () => {
  it('of the real lesson names nothing that is not there, and evaluates', async () => {
    expect(problems()).toEqual([]);
    tryMappings(document, await openCore());
  });

  it('is told the nearest quantity, parameter and card', () => {
    mapping.objective = 'objectiv';
    mapping.policies[1] = { w1: '1', w22: '1' };
    mapping.slots.context.card = 'promt';
    expect(problems()).toEqual([
      '/exercises/rlhf_mapping/objective: unknown quantity "objectiv" in scene "rlhf"; did you mean "objective"?',
      expect.stringMatching(/policies\/1: unknown parameter "w22" in scene "rlhf"; did you mean "w\d"\?/),
      '/exercises/rlhf_mapping/slots/context/card: unknown card "promt"; did you mean "prompt"?',
    ]);
  });

  it('is told of an action that is not there', () => {
    (mapping.questions[0] as Question).ask = 'What becomes of {action 4}?';
    expect(problems()).toEqual([
      '/exercises/rlhf_mapping/questions/0/ask: there is no {action 4}; actions are counted from 1 to 3',
    ]);
  });

  it('whose expression the core refuses is named with its place', async () => {
    (mapping.cards.evidence as { log_likelihood: string }).log_likelihood = '[r1/beta, r2/beta]';
    const core = await openCore();
    expect(() => tryMappings(document, core)).toThrow(
      expect.objectContaining({ where: 'lesson.json /exercises/rlhf_mapping/cards/evidence/log_likelihood' }),
    );
  });
});

describe('the names of the actions', () => {
  it('are the lesson’s at first, and go round with the seed, in every sentence alike', () => {
    const sac = document.exercises?.sac_mapping as MappingData;
    const first = named(sac, FIRST_SEED);
    expect(first.actions).toEqual(['left', 'stay', 'right']);
    expect(words(first)).toContain('The prior gives left a probability of 0, although left has');
    const firsts = new Set<string>();
    for (let seed = 2; seed < 20; seed += 1) {
      const later = named(sac, seed);
      const [name = ''] = later.actions;
      expect([...later.actions].sort()).toEqual(['left', 'right', 'stay']);
      expect(words(later)).toContain(`It never plays ${name}, and goes`);
      expect(words(later)).not.toContain('{action');
      firsts.add(name);
    }
    expect(firsts.size).toBe(3);
  });

  it('that say their place stay where they are', () => {
    expect(named(mapping, 7).actions).toEqual(['first', 'second', 'third']);
  });
});

// What an author is told of a mapping exercise whose names do not fit.
import { beforeEach, describe, expect, it } from 'vitest';
import { checkMappings, tryMappings } from '../../web/build/mappings.mjs';
import { Names } from '../../web/build/names.mjs';
import type { MappingData } from '../../web/lesson/mapping-data.ts';
import { openCore, openDocument } from './fixtures/lesson.ts';

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

  it('whose expression the core refuses is named with its place', async () => {
    (mapping.cards.evidence as { log_likelihood: string }).log_likelihood = '[r1/beta, r2/beta]';
    const core = await openCore();
    expect(() => tryMappings(document, core)).toThrow(
      /exercises\/rlhf_mapping\/cards\/evidence\/log_likelihood/,
    );
  });
});

// The two short lessons, one step of control and RLHF: they are sound, their identities hold wherever a reader may go, and
// their numbers are those that were computed elsewhere.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLesson, createTools } from '../../web/build/check.mjs';
import { printProblem } from '../../web/build/problem.mjs';
import type { Core } from '../../web/core/core.mjs';
import type { LessonInfo } from '../../web/core/door.ts';
import { cases } from '../reference/ask.ts';
import { openCore, openWhole } from './fixtures/lesson.ts';

const root = join(import.meta.dirname, '../..');
const NAMES = ['one-step-control', 'rlhf'];

let core: Core;
const loaded = new Map<string, LessonInfo>();
beforeAll(async () => {
  core = await openCore();
  for (const name of NAMES) loaded.set(name, core.call({ op: 'lesson.load', lesson: await openWhole(name) }));
});
const idOf = (name: string) => (loaded.get(name) as LessonInfo).lesson;

/** What a scene's quantities are worth; lists as lists. */
function valuesOf(lesson: string, scene: string, names: string[], parameters: Record<string, string> = {}) {
  const want = { exact: false, quantities: names, identities: [], derivations: [] };
  const { quantities } = core.call({
    op: 'lesson.evaluate',
    lesson: idOf(lesson),
    scene,
    parameters,
    want,
  });
  return names.map((name) => (quantities[name] as { value: unknown }).value);
}

/** A number to as many decimals as the truth is given to. */
function printed(lesson: string, scene: string, name: string, truth: string): string {
  const decimals = truth.split('.')[1]?.length ?? 0;
  return Number(valuesOf(lesson, scene, [name])[0]).toFixed(decimals);
}

describe.each(NAMES)('%s', (name) => {
  it('has no fault that the check knows of', async () => {
    const { problems } = await checkLesson(join(root, 'lessons', name), await createTools());
    expect(problems.map(printProblem)).toEqual([]);
  });

  it('has at least three identities, and all hold at 1,000 random settings', () => {
    const { identities, failed } = core.call({
      op: 'lesson.check',
      lesson: idOf(name),
      seed: 7,
      start: 0,
      count: 1000,
    });
    expect(Object.keys(identities).length).toBeGreaterThanOrEqual(3);
    expect(failed).toBe(0);
  });
});

describe('one step of control', () => {
  // Rewards (2, 1, 0), computed elsewhere.
  const book: Record<string, string> = {
    one_policy1: '0.6652',
    one_policy2: '0.2447',
    one_policy3: '0.0900',
    half_policy1: '0.8668',
    half_policy2: '0.1173',
    half_policy3: '0.0159',
    five_policy1: '0.4018',
    five_policy2: '0.3289',
    five_policy3: '0.2693',
    half_mean: '1.522160',
    one_mean: '1.308994',
    five_mean: '1.066446',
    value: '2.40761',
    log_evidence: '1.30899',
  };

  it.each(Object.entries(book))('%s is %s at the book’s numbers', (name, truth) => {
    expect(printed('one-step-control', 'choice', name, truth)).toBe(truth);
  });

  const uniform = cases('bandit_elbo').filter(
    ({ inputs }) => String(inputs.prior_w) === '1.0,1.0,1.0' && Number(inputs.alpha) >= 1 / 8,
  );

  it('has references of the same kind', () => expect(uniform.length).toBeGreaterThan(2));

  it.each(uniform)('agrees with reference $inputs', ({ inputs, outputs }) => {
    const [r, w] = [inputs.reward, inputs.policy_w] as unknown as string[][];
    const parameters = Object.fromEntries([
      ['alpha', String(inputs.alpha)],
      ...[0, 1, 2].flatMap((i) => [
        [`r${i + 1}`, r?.[i] ?? ''],
        [`w${i + 1}`, w?.[i] ?? ''],
      ]),
    ]);
    const names = ['objective', 'elbo', 'kl_to_best', 'log_evidence', 'expected_reward', 'entropy_q'];
    const truths = [
      'J_entropy_form',
      'elbo',
      'kl_policy_optimal',
      'log_evidence',
      'E_reward',
      'entropy_policy',
    ];
    const values = valuesOf('one-step-control', 'choice', names, parameters);
    truths.forEach((truth, i) => {
      expect(values[i], truth).toBeCloseTo(Number(outputs[truth]), 12);
    });
    const [policy] = valuesOf('one-step-control', 'choice', ['policy'], parameters) as number[][];
    policy?.forEach((p, i) => {
      expect(p).toBeCloseTo(Number((outputs.optimal_policy as unknown as string[])[i]), 14);
    });
  });
});

describe('RLHF', () => {
  const book: Record<string, string> = {
    evidence: '4.53708',
    policy1: '0.8143',
    policy2: '0.1797',
    policy3: '0.0060',
    best: '0.756142',
    objective: '0.629961',
    missed: '0.126181',
  };

  it.each(Object.entries(book))('%s is %s at the book’s numbers', (name, truth) => {
    expect(printed('rlhf', 'tuning', name, truth)).toBe(truth);
  });

  it('sets the exploit level with the first response where its table says it overtakes', () => {
    const [beta, one, half, first, exploit] = valuesOf('rlhf', 'exploit', [
      'level_beta',
      'one_caught',
      'half_caught',
      'level1',
      'level4',
    ]) as number[];
    expect(beta).toBeCloseTo(2 / Math.log(0.49 / 0.02), 12);
    expect(first).toBeCloseTo(exploit as number, 12);
    expect(one).toBeLessThan(exploit as number);
    expect(half).toBeGreaterThan(exploit as number);
  });

  it('loses true reward to the exploit at the last, and gains some before', () => {
    const [reference, four, two, quarter] = valuesOf('rlhf', 'exploit_printed', [
      'prior_truth',
      'four_truth',
      'two_truth',
      'quarter_truth',
    ]) as number[];
    expect(four).toBeGreaterThan(reference as number);
    expect(two).toBeGreaterThan(four as number);
    expect(quarter).toBeLessThan(reference as number);
  });
});

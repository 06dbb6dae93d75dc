// Mappings of the real lesson, run in the real core.
import { beforeAll, describe, expect, it } from 'vitest';
import { isMapping, type MappingData, type Placement } from '../../web/lesson/mapping-data.ts';
import { type Run, runMapping, runnable } from '../../web/lesson/mapping-run.ts';
import { freshWork, namesRight, place, readWork, score } from '../../web/lesson/mapping-work.ts';
import type { SceneState } from '../../web/lesson/scene-state.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openSession } from './fixtures/lesson.ts';

let session: LessonSession;
beforeAll(async () => {
  session = await openSession();
});

function mapping(name: string): MappingData {
  const data = session.document.exercises?.[name];
  if (!isMapping(data)) throw new Error(`${name} is no mapping`);
  return data;
}

function run(name: string, prior: string, q: string, log_likelihood: string): Run {
  const data = mapping(name);
  const parts = runnable(data, { prior, q, log_likelihood });
  if (!parts) throw new Error('these cards cannot be run');
  return runMapping(session, session.scene(data.scene) as SceneState, data, parts);
}

/** The identity holds to the last digits, whatever was mapped. */
function closes({ sum }: Run): void {
  expect(Math.abs(sum.residual)).toBeLessThan(1e-14);
}

describe('RLHF', () => {
  it('is temperature times ELBO with the reference as prior and R/β as log-likelihood', () => {
    const right = run('rlhf_mapping', 'reference', 'tuned', 'evidence');
    expect(right.verdict).toBe('same');
    expect(right.rows[0]?.yours).toBeCloseTo(0.629961, 6);
    expect(right.sum.whole).toBeCloseTo(0.756142, 6);
    expect(right.sum.rest).toBeCloseTo(0.126181, 6);
    expect(right.sameBest).toBe(true);
    closes(right);
  });

  it('is not what the swapped mapping computes, although its identity closes', () => {
    const swapped = run('rlhf_mapping', 'tuned', 'reference', 'evidence');
    expect(swapped.verdict).toBe('different');
    expect(swapped.rows[0]?.yours).toBeCloseTo(0.426266, 6);
    expect(swapped.rows[0]?.objective).toBeCloseTo(0.629961, 6);
    expect(swapped.sum.whole).toBeCloseTo(0.8302985, 6);
    expect(swapped.sum.rest).toBeCloseTo(0.404033, 6);
    expect(swapped.best).toEqual([0.5, 0.3, 0.2]);
    expect(swapped.sameBest).toBe(false);
    closes(swapped);
  });

  it('keeps its model, up to β log 3, with the reference folded into the reward', () => {
    const folded = run('rlhf_mapping', 'uniform', 'tuned', 'folded');
    expect(folded.verdict).toBe('constant');
    expect(folded.constant).toBeCloseTo(Math.log(3) / 2, 12);
    expect(folded.sameBest).toBe(true);
  });

  it.each([
    ['old', 'evidence'],
    ['reference', 'score'],
    ['reference', 'folded'],
    ['uniform', 'evidence'],
  ])('is another objective with %s as prior and %s as log-likelihood', (prior, nats) => {
    const wrong = run('rlhf_mapping', prior, 'tuned', nats);
    expect(wrong.verdict).toBe('different');
    expect(wrong.sameBest).toBe(false);
    closes(wrong);
  });

  it('has no best policy where nothing in the ELBO is trained', () => {
    const still = run('rlhf_mapping', 'reference', 'old', 'evidence');
    expect(still.verdict).toBe('different');
    expect(still.best).toBeUndefined();
  });
});

describe('the other algorithms', () => {
  it('SAC’s step is uniform prior times reward, up to α log 3', () => {
    const right = run('sac_mapping', 'uniform', 'policy', 'evidence');
    expect(right.verdict).toBe('constant');
    expect(right.constant).toBeCloseTo(Math.log(3) / 2, 12);
    expect(run('sac_mapping', 'uniform', 'policy', 'value').sameBest).toBe(false);
    expect(run('sac_mapping', 'uniform', 'policy', 'reward').verdict).toBe('different');
  });

  it('a penalty on log π less log π_D is a prior', () => {
    expect(run('demonstration_mapping', 'demonstrator', 'policy', 'evidence').verdict).toBe('same');
    expect(run('demonstration_mapping', 'policy', 'demonstrator', 'evidence').verdict).toBe('different');
  });

  it('a weighted regression trains the prior; the other way round only its best policy agrees', () => {
    const right = run('regression_mapping', 'policy', 'weighted', 'evidence');
    expect(right.verdict).toBe('constant');
    expect(right.sameBest).toBe(true);
    const reverse = run('regression_mapping', 'old', 'policy', 'evidence');
    expect(reverse.verdict).toBe('different');
    expect(reverse.sameBest).toBe(true);
  });

  it('each has theorems that fit the cards they name', () => {
    for (const name of ['sac_mapping', 'rlhf_mapping', 'demonstration_mapping', 'regression_mapping']) {
      const data = mapping(name);
      const runs = data.theorems.filter((each) => each.prior && each.q && each.log_likelihood);
      for (const { says: _, half: __, ...placed } of runs) expect(runnable(data, placed)).toBeDefined();
    }
  });
});

describe('other numbers', () => {
  const ALGORITHMS = ['sac_mapping', 'rlhf_mapping', 'demonstration_mapping', 'regression_mapping'];

  it.each(ALGORITHMS)('of %s leave every theorem as true as at the book’s', (name) => {
    const data = mapping(name);
    const scene = session.scene(data.scene) as SceneState;
    const full = data.theorems.filter((each) => each.prior && each.q && each.log_likelihood);
    const verdicts = () =>
      full.map(({ prior, q, log_likelihood }) => {
        const { verdict, sameBest } = run(name, prior as string, q as string, log_likelihood as string);
        return { verdict, sameBest };
      });
    const atBook = verdicts();
    for (let seed = 1; seed <= 30; seed++) {
      expect(session.renew(name, seed)).toBeUndefined();
      expect(scene.atBook && seed < 3).toBe(false);
      expect(verdicts()).toEqual(atBook);
    }
    scene.toBook();
  });
});

describe('work', () => {
  it('moves a card that is placed again, and empties a slot', () => {
    const first: Placement = place({}, 'prior', 'tuned');
    expect(place(first, 'q', 'tuned')).toEqual({ q: 'tuned' });
    expect(place(first, 'prior', '')).toEqual({});
  });

  it('comes back as it was kept, without what no longer fits', () => {
    const data = mapping('rlhf_mapping');
    const work = { ...freshWork(7), placed: { prior: 'reference' }, answers: { 0: 2 }, sentence: 'none' };
    expect(readWork(JSON.parse(JSON.stringify(work)), data)).toEqual(work);
    const odd = { seed: 7, placed: { prior: 'constructor', q: 3 }, answers: { 0: 9, 5: 1 }, sentence: 4 };
    expect(readWork(odd, data)).toEqual(freshWork(7));
    expect(readWork('work', data)).toBeUndefined();
  });

  it('scores predictions, the run, and the three slots that are named', () => {
    const data = mapping('rlhf_mapping');
    const placed = { context: 'prompt', latent: 'response', evidence: 'success' };
    expect(namesRight(data, placed)).toBe(true);
    expect(score(data, freshWork(1))).toEqual({ got: 0, of: 4 });
    const done = { ...freshWork(1), answers: { 0: 2, 1: 0 }, reached: true, named: true };
    expect(score(data, done)).toEqual({ got: 3, of: 4 });
  });
});

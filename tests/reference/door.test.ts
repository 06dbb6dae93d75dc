import { describe, expect, it } from 'vitest';
import type { Json } from '../../web/core/door.ts';
import { type Answer, cases } from './ask.ts';
import { difference, number, steps, truth } from './distance.ts';
import { type Host, hosts, type Reply, readJson } from './hosts.ts';
import { questions, questionsOfSums, shownBy } from './questions.ts';

const lesson = readJson('lessons/variational-inference-for-rl/lesson.json');
const scenes = ['exercise1', 'worked']; // in the order of seeds_numbers

function fieldOf(reply: Reply, field: string): number {
  const path = field === '' ? [] : field.split('.');
  const value = path.reduce<Json | undefined>(
    (part, key) => (part as Record<string, Json> | undefined)?.[key],
    reply.ok?.value,
  );
  return number(value ?? 'nan');
}

// How many times its bound an answer is off.
function excess(reply: Reply, answer: Answer): number {
  const computed = fieldOf(reply, answer.field);
  if (answer.standardErrors === undefined) return excessOf(computed, answer);
  const away = Math.abs(computed - truth(answer.truth));
  return away / (answer.standardErrors * fieldOf(reply, 'standard_error'));
}

function excessOf(computed: number, answer: Answer): number {
  const nearest = truth(answer.truth);
  if (computed === nearest) return 0;
  if (answer.steps !== undefined) return steps(computed, nearest) / answer.steps;
  const bound = answer.relative! * (1 + Math.abs(nearest));
  return Number.isFinite(computed) ? Math.abs(computed - nearest) / bound : Infinity;
}

// Each file is asked once of each host, however many tests read the replies.
const replied = new Map<Host, Map<string, Promise<string[]>>>();

function repliesTo(file: string, host: Host): Promise<string[]> {
  const ofHost = replied.get(host) ?? new Map<string, Promise<string[]>>();
  replied.set(host, ofHost);
  const replies = ofHost.get(file) ?? host(questions[file]!.map(({ request }) => request));
  ofHost.set(file, replies);
  return replies;
}

async function sceneReplies(host: Host): Promise<Reply[]> {
  const [loaded] = await host([{ op: 'lesson.load', lesson }]);
  const hash = (JSON.parse(loaded!) as Reply).ok!.lesson;
  const evaluate = scenes.map((scene) => ({ op: 'lesson.evaluate', lesson: hash, scene }));
  const [, ...replies] = await host([{ op: 'lesson.load', lesson }, ...evaluate]);
  return replies.map((text) => JSON.parse(text));
}

describe.each(Object.entries(hosts))('the door of the %s core', (_name, host) => {
  it.each(Object.keys(questions))('%s: every answer within its bound', async (file) => {
    const asked = questions[file]!;
    const replies = await repliesTo(file, host);
    let worst = { excess: -1, what: '' };
    asked.forEach(({ request, answers }, i) => {
      const reply = JSON.parse(replies[i]!) as Reply;
      for (const answer of answers) {
        const off = excess(reply, answer);
        const what = () =>
          `${JSON.stringify(request)} → ${replies[i]}, wanted ${answer.field} ${answer.truth}`;
        if (!(off <= worst.excess)) worst = { excess: off, what: what() };
      }
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(worst.excess, `${worst.excess} of the bound at ${worst.what}`).toBeLessThanOrEqual(1);
  });

  it('gaussian_kl_univariate: never negative, 0 only for equals', async () => {
    const asked = questions.gaussian_kl_univariate!;
    const replies = await repliesTo('gaussian_kl_univariate', host);
    asked.forEach(({ request }, i) => {
      const { mu_q, s_q, mu_p, s_p } = request.parameters;
      const kl = fieldOf(JSON.parse(replies[i]!), '');
      const equal = Number(mu_q) === Number(mu_p) && Number(s_q) === Number(s_p);
      expect(equal ? kl === 0 : kl > 0, `${JSON.stringify(request)} → ${kl}`).toBe(true);
    });
  });

  it('seeds_numbers: both scenes of the lesson show every number of the sources', async () => {
    const replies = await sceneReplies(host);
    replies.forEach((reply, i) => {
      const quantities = reply.ok!.quantities as Record<string, { value: Json }>;
      const { outputs } = cases('seeds_numbers')[i]!;
      for (const [output, quantity] of Object.entries(shownBy)) {
        const value = number(quantities[quantity]?.value ?? 'nan');
        const off = excessOf(value, { field: '', truth: outputs[output]!, relative: 1e-14 });
        expect(off, `${scenes[i]}.${quantity} = ${value}, wanted ${outputs[output]}`).toBeLessThanOrEqual(1);
      }
      const byEntropy = number(quantities.expected_joint!.value) + number(quantities.entropy_q!.value);
      expect(byEntropy).toBeCloseTo(Number(outputs.elbo_entropy_form), 13);
    });
  });
});

describe('the two hosts agree', () => {
  // Sums over exponentials let a step of the C library's grow, so there the numbers count as parts of their size.
  it.each(Object.keys(questions))('%s: within 4 steps a number, in all else exactly', async (file) => {
    const part = file in questionsOfSums ? 1e-12 : 0;
    const [native, wasm] = await Promise.all([repliesTo(file, hosts.native!), repliesTo(file, hosts.wasm!)]);
    const found = questions[file]!.flatMap(({ request }, i) => {
      const apart = difference(JSON.parse(native[i]!), JSON.parse(wasm[i]!), 4, part);
      return apart ? [`${JSON.stringify(request)} ${apart}`] : [];
    });
    expect(found.length, found[0]).toBe(0);
  });

  it('byte for byte in errors, exact forms and formulas', async () => {
    const faces = ['symbolic', 'substituted', 'terms', 'exact', 'decimal'];
    const expressions = [
      'kl(normal(1, 3/2), normal(8/5, 4/5))',
      'log_evidence(linear_gaussian(normal(0, 4), 1, 0, 1), 2)',
      'posterior(linear_gaussian(normal(0, 4), 1, 0, 1), 2)',
      '1/3 + sqrt(2)*0',
      'normal(0, -1)',
      'normal(0, 1e400)',
      'normal(0, 5e-324)',
      'entropy(mvn([0, 0], [[1, 2], [2, 1]]))',
      'bregman_phi(-3/2)',
      'posteror(1)',
      'kl(normal(0, 1))',
      '1/0',
      'log(-1)',
      '1 +',
      '((((1',
      '1,234',
      'x',
      '1+'.repeat(1500),
    ];
    const requests = expressions.map((expression) => ({ op: 'evaluate', expression, faces }));
    const [native, wasm] = await Promise.all([hosts.native!(requests), hosts.wasm!(requests)]);
    const values = /"value":(\{[^}]*\}|[^,]*),/; // numbers may differ by a few steps
    native.forEach((text, i) => {
      expect(wasm[i]!.replace(values, ''), expressions[i]!.slice(0, 80)).toBe(text.replace(values, ''));
    });
  });
});

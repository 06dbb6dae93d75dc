// Soft value iteration on a grid: ours through the door, the native program, JavaScript's plain sweeps, the same algorithm in
// JavaScript, and plain sweeps in TensorFlow.js. They take turns within a round, so whatever slows the machine slows them
// alike; what counts is the median of the rounds.
import { readFile } from 'node:fs/promises';
import { loadCore } from '../../web/core/core.mjs';
import { startLineProgram } from './line-program.mjs';
import { median } from './measure.mjs';
import { modifiedPolicyIteration, plainSweeps } from './soft-value-iteration.mjs';
import { tensorSweeps } from './tensor-sweeps.mjs';

const root = new URL('../../', import.meta.url);
const tensorBackends = ['wasm', 'cpu'];
const problem = { slip: 0.1, step: -0.04, goal: 1, alpha: 0.1, gamma: 0.95, tolerance: 1e-10 };

export async function measureControl({ short }) {
  const core = await loadCore(await readFile(new URL('build/wasm/vi.wasm', root)));
  const native = startLineProgram(new URL('build/native/vi', root).pathname, 'call');
  try {
    return [...(await compare(core, native, short ? 5 : 15, short ? 1 : 3)), linearity(core, short ? 3 : 7)];
  } finally {
    native.stop();
  }
}

const request = (n, field) => ({
  op: 'evaluate',
  expression: `soft_value_iteration(gridworld({rows: n, columns: n, goals: [[n - 1, n - 1]]}, {step: step, goal: goal, slip: slip}), alpha, gamma, tolerance).${field}`,
  parameters: { n, ...problem },
});

async function compare(core, native, rounds, peerRounds) {
  const n = 64;
  const name = `soft value iteration, ${n} x ${n}`;
  const contestants = {
    ours: () => core.call(request(n, 'residual')),
    native: async () => JSON.parse(await native.ask(JSON.stringify(request(n, 'residual')))),
    'plain sweeps': () => plainSweeps({ n, ...problem }),
    'same algorithm': () => modifiedPolicyIteration({ n, ...problem }),
  };
  const { sweeps } = plainSweeps({ n, ...problem });
  await requireAgreement(core, n, sweeps);
  const ratios = {};
  const times = [];
  for (let round = -2; round < rounds; round++) {
    const took = {};
    for (const [who, solve] of Object.entries(contestants))
      took[who] = await quickest(solve, who === 'plain sweeps' ? 1 : 10);
    if (round < 0) continue; // for the compilers
    times.push(took.ours);
    if (round < peerRounds)
      for (const backend of tensorBackends)
        took[backend] = await quickest(() => tensorSweeps(backend, { n, ...problem }, sweeps), 1);
    for (const who of Object.keys(took)) ratios[who] = [...(ratios[who] ?? []), took[who] / took.ours];
  }
  return [
    { what: name, value: median(times), unit: 'ms' },
    { what: '  wasm / native', value: 1 / median(ratios.native), unit: 'x', most: 1.5 },
    { what: '  JS, plain sweeps / ours', value: median(ratios['plain sweeps']), unit: 'x', least: 15 },
    { what: '  JS, same algorithm / ours', value: median(ratios['same algorithm']), unit: 'x' },
    ...tensorBackends.map((backend) => ({
      what: `  TF.js ${backend}, plain sweeps / ours`,
      value: median(ratios[backend]),
      unit: 'x',
    })),
  ];
}

// What a cell of the largest grid costs, in cells of a small one.
function linearity(core, rounds) {
  const cost = (n) => time(() => core.call(request(n, 'residual'))) / (n * n);
  const growth = [];
  for (let round = -1; round < rounds; round++) {
    const ratio = cost(256) / Math.min(cost(32), cost(32), cost(32));
    if (round >= 0) growth.push(ratio);
  }
  return { what: '  a cell of 256 x 256 / of 32 x 32', value: median(growth), unit: 'x', most: 3 };
}

async function requireAgreement(core, n, sweeps) {
  const { value } = core.call(request(n, 'v'));
  const { value: single } = await tensorSweeps('wasm', { n, ...problem }, sweeps);
  const roughly = Math.max(...value.map((each, cell) => Math.abs(each - single[cell])));
  if (!(roughly < 1e-4)) throw new Error(`soft value iteration: TF.js is ${roughly} away from ours`);
  for (const solve of [plainSweeps, modifiedPolicyIteration]) {
    const other = solve({ n, ...problem }).value;
    const apart = Math.max(...value.map((each, cell) => Math.abs(each - other[cell])));
    // Residuals of 1e-10 leave both within 2e-9 of the fixed point.
    if (!(apart < 4e-9)) throw new Error(`soft value iteration: ${solve.name} is ${apart} away from ours`);
  }
}

async function quickest(work, runs) {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function time(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
